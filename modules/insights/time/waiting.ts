import type { FastifyReply } from 'fastify'
import type { Ctx } from '#core/context'
import { refused } from '#core/errors'
import { tell } from '#core/live'
import type { Waiting } from './fold-histories.ts'

/** No page needs to hear more often. */
const PAUSE_MS = 150

/**
 * Whoever waits for an answer: hears on the live topic `insights.progress` how far it has come, under the name `what` that the page gave, and is not
 * worked for any more once the request is gone. The context must stand outside a transaction, or everything is told at its end.
 */
export function waitingOn(ctx: Ctx, reply: FastifyReply, what: string | undefined): Waiting {
  const gone = new AbortController()
  reply.raw.once('close', () => gone.abort(refused('insights.not_awaited')))
  if (what === undefined) return { signal: gone.signal }
  let last = performance.now()
  const heard = (share: number) => {
    const now = performance.now()
    if (now - last < PAUSE_MS || gone.signal.aborted) return
    last = now
    // Progress that is not heard is no loss.
    void tell(ctx, 'insights.progress', { what, share: Math.round(share * 100) / 100 }).catch(() => undefined)
  }
  return { tell: heard, signal: gone.signal }
}
