import type { Ctx } from '#core/context'
import { AppError } from '#core/errors'
import { outboundRequest, type OutboundAnswer } from '#core/outbound'
import { claimDue, type Claimed } from './claim.ts'
import { retryAfterOf } from './domain.ts'
import { secretsOf, type Outlet } from './endpoints.ts'
import type { EndpointRow } from './queries.ts'
import { recordAttempt, type Outcome } from './record.ts'
import { signedHeaders } from './sign.ts'

/** At one endpoint, by one process. */
const AT_ONCE = 8
const TIMEOUT_MS = 10_000
const ANSWER_BYTES = 1_000

/** What sending takes from outside. */
export interface Sending {
  readonly outlet: Outlet
  readonly clock: () => Date
  /** For how long one endpoint may be served before it is the turn of others. */
  readonly shareMs: number
}

/**
 * Sends what is due at an endpoint, some at a time, until nothing is or its share of time is over; gives whether something may be left. A slow
 * endpoint thus gives up its place instead of holding it.
 */
export async function sendDue(ctx: Ctx, endpointId: string, sending: Sending): Promise<boolean> {
  const began = performance.now()
  while (performance.now() - began < sending.shareMs) {
    const claimed = await claimDue({ ...ctx, now: sending.clock() }, endpointId, AT_ONCE)
    if (!claimed) return false
    const { endpoint, deliveries } = claimed
    await Promise.all(deliveries.map((delivery) => attempt(ctx, { endpoint, delivery, sending })))
  }
  return true
}

interface Attempt {
  readonly endpoint: EndpointRow
  readonly delivery: Claimed
  readonly sending: Sending
}

async function attempt(ctx: Ctx, { endpoint, delivery, sending }: Attempt): Promise<void> {
  const startedAt = sending.clock()
  const began = performance.now()
  const told = await send(startedAt, { endpoint, delivery, sending })
  const outcome = { ...told, startedAt, ms: Math.round(performance.now() - began) }
  await recordAttempt({ ...ctx, now: sending.clock() }, { endpointId: endpoint.id, delivery, outcome })
}

type Told = Omit<Outcome, 'startedAt' | 'ms'>

/** The id of a message is that of its delivery, so every attempt carries the same and a receiver can tell that it has it already. */
async function send(now: Date, { endpoint, delivery, sending: { outlet } }: Attempt): Promise<Told> {
  const message = { id: webhookIdOf(delivery.id), timestamp: Math.floor(now.getTime() / 1000), body: delivery.body }
  try {
    const answer = await outboundRequest({
      url: endpoint.url,
      method: 'POST',
      headers: { 'content-type': 'application/json', ...signedHeaders(secretsOf(endpoint, outlet, now), message) },
      body: delivery.body,
      timeoutMs: TIMEOUT_MS,
      maxBytes: ANSWER_BYTES,
      cut: true,
      allowPrivate: outlet.allowPrivate,
    })
    return outcomeOf(answer, now)
  } catch (error) {
    if (error instanceof AppError) return { status: null, error: error.code, answer: null, retryAfterMs: null }
    throw error
  }
}

function outcomeOf({ status, headers, body }: OutboundAnswer, now: Date): Told {
  const error = status >= 200 && status < 300 ? null : status >= 300 && status < 400 ? 'webhooks.redirected' : 'webhooks.answered_badly'
  return { status, error, answer: textOf(body), retryAfterMs: retryAfterOf(headers['retry-after'], now) }
}

/** A character that was cut through, and what PostgreSQL cannot keep in a text. */
function textOf(body: Buffer): string {
  return body
    .toString('utf8')
    .replaceAll('\0', '')
    .replace(/\uFFFD$/, '')
}

/** What is sent as webhook-id. */
export function webhookIdOf(deliveryId: string): string {
  return `msg_${deliveryId}`
}
