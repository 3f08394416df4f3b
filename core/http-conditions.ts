import { createHash } from 'node:crypto'
import { inTransaction, type Ctx } from '#core/context'
import { changed, forbidden, invalid } from '#core/errors'
import type { Endpoint, Exchange } from '#core/http'

/** How often a conditional write is tried again when somebody else wrote meanwhile; each time it looks again at what it is about to change. */
const TRIES = 5
const SERIALIZATION_FAILURE = '40001'
/** What replaces or removes the resource that an address names. */
const VERSIONED: ReadonlySet<string> = new Set(['PUT', 'DELETE'])

/** The strong validator of a JSON answer: the same text, the same tag. */
export function etagOf(text: string): string {
  return `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`
}

/** Whether a list of tags, as If-Match and If-None-Match carry it, holds this one. A tag that a proxy has weakened counts where `weak` allows it. */
export function namesTag(list: string, tag: string, weak = false): boolean {
  return list.split(',').some((part) => {
    const named = part.trim()
    return named === '*' || named === tag || (weak && named === `W/${tag}`)
  })
}

/**
 * Runs a write in its transaction. With If-Match it happens only while the address, read inside that very transaction, still gives what the caller
 * has seen: the snapshot makes everybody who writes the same rows meanwhile fail the write, which is then looked at anew.
 */
export async function runConditionally(exchange: Exchange, reader: Endpoint | undefined, write: Write): Promise<unknown> {
  const { ctx, work, around } = write
  const wanted = exchange.request.headers['if-match']
  if (wanted === undefined || !VERSIONED.has(exchange.request.method)) return inTransaction(ctx, (ctx) => around(ctx, work))
  const checked = async (ctx: Ctx) => {
    await refuseUnlessMatching(exchange, { reader, ctx, wanted })
    return work(ctx)
  }
  for (let tries = 1; tries < TRIES; tries += 1) {
    try {
      return await inTransaction(ctx, (ctx) => around(ctx, checked), 'repeatable read')
    } catch (error) {
      if (!isSerializationFailure(error)) throw error
    }
  }
  throw changed('core.changed_meanwhile')
}

interface Write {
  readonly ctx: Ctx
  readonly work: (ctx: Ctx) => Promise<unknown>
  /** What happens in the same transaction before and after: an answer given once is not made twice, whatever has changed since. */
  readonly around: (ctx: Ctx, work: (ctx: Ctx) => Promise<unknown>) => Promise<unknown>
}

interface Matching {
  readonly reader: Endpoint | undefined
  readonly ctx: Ctx
  readonly wanted: string
}

async function refuseUnlessMatching(exchange: Exchange, { reader, ctx, wanted }: Matching): Promise<void> {
  if (!reader) throw invalid('core.no_version_here', { fields: ['headers.if-match'] })
  if (!ctx.actor.can.has(reader.may)) throw forbidden(reader.may)
  const answer = await reader.run({ ...exchange, ctx: async () => ctx, within: (ctx, work) => work(ctx) })
  if (!namesTag(wanted, etagOf(JSON.stringify(answer)))) throw changed('core.changed_meanwhile')
}

function isSerializationFailure(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === SERIALIZATION_FAILURE
}
