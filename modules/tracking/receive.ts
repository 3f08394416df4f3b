import { randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Ctx } from '#core/context'
import { AppError, invalid } from '#core/errors'
import type { Server } from '#core/server'
import { systemCtx } from '#modules/workspaces'
import { networkOf } from '#pure/network'
import type { Received } from './api.ts'
import { isObject, MOST_MESSAGES, type Accepted, type MessageType, readMessage } from './domain-messages.ts'
import { rememberSources, type FindSource, type KnownSource } from './find-source.ts'
import { limitRates, type LimitRate } from './limit-rate.ts'
import { readBody } from './read-body.ts'
import { noteRefusals, type Refused } from './refusals.ts'
import { groupCommits, type Store } from './store-messages.ts'

/** What one process holds to take messages. */
interface Intake {
  readonly findSource: FindSource
  readonly limitRate: LimitRate
  readonly store: Store
}

/** Requests a minute with one key, and from one address with keys that nobody has. */
const PER_KEY = 60_000
const PER_STRANGER = 600

const intakes = new WeakMap<Server, Intake>()

/** A request's messages: stored when this returns, but for those that the answer names. `type` is null for a batch. */
export async function receiveMessages(
  server: Server,
  request: FastifyRequest,
  { bytes, type }: { readonly bytes: Buffer; readonly type: MessageType | null },
): Promise<Received> {
  const intake = intakeOf(server)
  const receivedAt = new Date()
  const keyOfHeader = keyInHeader(request)
  const known = keyOfHeader === null ? null : await sourceOf(intake, request, keyOfHeader)
  const body = await readBody(bytes, request.headers).catch(async (error: unknown) => {
    if (known && error instanceof AppError)
      await note(server, known, [{ code: error.code, path: '', raw: bytes.toString('utf8', 0, 4_000) }])
    throw error
  })
  const source = known ?? (await sourceOf(intake, request, keyInBody(body) ?? ''))
  const refusal = refusalToSend(source, request)
  if (refusal) {
    await note(server, source, [{ code: refusal.code, path: '', raw: body }])
    throw refusal
  }
  const { accepted, refused } = sorted(messagesOf(body, type), { body, type, receivedAt: receivedAt.getTime() })
  if (accepted.length > 0) await intake.store({ workspace: source.workspace, sourceId: source.id, receivedAt, messages: accepted })
  await note(server, source, refused)
  const [first] = refused
  if (type !== null && first) throw invalid(first.code, { path: first.path })
  if (!first) return { success: true }
  return { success: true, errors: refused.map(({ index, messageId, code, path }) => ({ index, messageId, code, path })) }
}

function intakeOf(server: Server): Intake {
  const known = intakes.get(server)
  if (known) return known
  const intake = { findSource: rememberSources(server), limitRate: limitRates(), store: groupCommits(server) }
  intakes.set(server, intake)
  return intake
}

/** Throws 401 for a key that was never given out, and 429 when there is too much. */
async function sourceOf({ findSource, limitRate }: Intake, request: FastifyRequest, key: string): Promise<KnownSource> {
  const now = Date.now()
  const source = await findSource(key, now)
  if (source) {
    limitRate(source.id, PER_KEY, now)
    return source
  }
  limitRate(networkOf(request.ip), PER_STRANGER, now)
  throw new AppError('unauthenticated', 'tracking.unknown_key')
}

function refusalToSend({ isRevoked, kind, allowedOrigins }: KnownSource, { headers: { origin } }: FastifyRequest): AppError | null {
  if (isRevoked) return new AppError('unauthenticated', 'tracking.revoked_key')
  if (kind === 'server' || allowedOrigins.length === 0 || (origin !== undefined && allowedOrigins.includes(origin))) return null
  return new AppError('forbidden', 'tracking.other_origin', { origin: origin?.slice(0, 200) ?? null })
}

/** The write key is the user of Basic authentication, without a password; pages may also say it in a header of its own. */
function keyInHeader({ headers }: FastifyRequest): string | null {
  const encoded = /^Basic\s+([\w+/=-]+)$/i.exec(headers.authorization ?? '')?.[1]
  const user = encoded && Buffer.from(encoded, 'base64').toString().split(':', 1)[0]
  if (user) return user
  const own = headers['x-write-key']
  return typeof own === 'string' ? own : null
}

/** A page's batch may name the key in its messages only. */
function keyInBody(body: unknown): string | null {
  if (!isObject(body)) return null
  if (typeof body.writeKey === 'string') return body.writeKey
  const first: unknown = Array.isArray(body.batch) ? body.batch[0] : null
  return isObject(first) && typeof first.writeKey === 'string' ? first.writeKey : null
}

function messagesOf(body: unknown, type: MessageType | null): readonly unknown[] {
  if (type !== null) return [body]
  if (!isObject(body) || !Array.isArray(body.batch)) throw invalid('tracking.no_batch')
  if (body.batch.length > MOST_MESSAGES) throw invalid('tracking.too_many_messages', { limit: MOST_MESSAGES })
  return body.batch
}

interface Whole {
  readonly body: unknown
  readonly type: MessageType | null
  readonly receivedAt: number
}

type RefusedAt = Refused & { readonly index: number; readonly messageId: string | null }

/** Which messages are taken, and which are not. */
function sorted(messages: readonly unknown[], { body, type, receivedAt }: Whole): { accepted: Accepted[]; refused: RefusedAt[] } {
  const { sentAt, context } = isObject(body) && type === null ? body : { sentAt: undefined, context: undefined }
  const arrival = { type, sentAt, context, receivedAt, newId: randomUUID }
  const accepted: Accepted[] = []
  const refused: RefusedAt[] = []
  for (const [index, raw] of messages.entries()) {
    const read = readMessage(raw, arrival)
    if ('code' in read)
      refused.push({ ...read, index, raw, messageId: isObject(raw) && typeof raw.messageId === 'string' ? raw.messageId : null })
    else accepted.push(read)
  }
  return { accepted, refused }
}

function note(server: Server, source: KnownSource, refused: readonly Refused[]): Promise<void> {
  return noteRefusals(ctxOf(server, source), source.id, refused)
}

/** A source at work: it may do nothing but what we do with what it sends. */
function ctxOf(server: Server, { id, workspace }: KnownSource): Ctx {
  const ctx = systemCtx(server, workspace)
  return { ...ctx, actor: { ...ctx.actor, kind: 'source', id, role: 'source' } }
}
