import * as z from 'zod'
import { routes } from '#core/http'
import { HookParam } from './api.ts'
import { receiveMessage } from './receive.ts'

/** Where shops send their messages. The key in the address names the connection, the signature proves the sender. */
export const shopsHooks = routes('shops')

const MOST_BYTES = 1024 * 1024

shopsHooks.post('/:key', {
  summary: 'A message of a shop',
  may: 'public',
  params: HookParam,
  gives: z.object({ received: z.boolean() }),
  raw: MOST_BYTES,
  perMinute: 6000,
  run: ({ server, params, bytes, request }) => receiveMessage(server, params.key, { headers: request.headers, bytes }),
})
