import * as z from 'zod'
import { routes } from '#core/http'
import { BrowserSettings, Received, Taken } from './api.ts'
import { browserSettings } from './browser-settings.ts'
import type { MessageType } from './domain-messages.ts'
import { readBody } from './read-body.ts'
import { receiveMessages } from './receive.ts'

/** The addresses of Segment's HTTP API, and the short ones that analytics.js uses. */
const ADDRESSES: readonly (readonly [path: string, type: MessageType | null])[] = [
  ['/identify', 'identify'],
  ['/i', 'identify'],
  ['/track', 'track'],
  ['/t', 'track'],
  ['/page', 'page'],
  ['/p', 'page'],
  ['/screen', 'screen'],
  ['/s', 'screen'],
  ['/group', 'group'],
  ['/g', 'group'],
  ['/alias', 'alias'],
  ['/a', 'alias'],
  ['/batch', null],
  ['/b', null],
]

/** More than a request may hold, so that one that is a little too large gets an answer that says so. */
const MOST_BYTES = 1024 * 1024

const TAKEN: Taken = { success: true }

export const trackingV1Routes = routes('tracking')

for (const [path, type] of ADDRESSES) {
  trackingV1Routes.post(path, {
    summary: type ? `Take one message of the type ${type}` : 'Take a batch of messages',
    may: 'public',
    gives: Received,
    raw: MOST_BYTES,
    run: ({ server, request, bytes }) => receiveMessages(server, request, { bytes, type }),
  })
}

trackingV1Routes.post('/m', {
  summary: 'How analytics.js itself does; read by nobody',
  may: 'public',
  gives: Taken,
  raw: MOST_BYTES,
  run: async ({ bytes, request }) => {
    await readBody(bytes, request.headers)
    return TAKEN
  },
})

trackingV1Routes.get('/projects/:key/settings', {
  summary: 'What analytics.js asks before it starts',
  may: 'public',
  params: z.object({ key: z.string().max(200) }),
  gives: BrowserSettings,
  run: async ({ server, params }) => browserSettings(server, params.key),
})
