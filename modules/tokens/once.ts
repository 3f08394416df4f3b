import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Ctx } from '#core/context'
import { contradicts, invalid, refused } from '#core/errors'
import type { Exchange } from '#core/http'
import { openSealed, seal } from '#core/sealed'
import { bearerOf } from './bearer.ts'

/** For how long an answer is kept to be given again. */
export const KEPT_HOURS = 24

/**
 * Runs a write that carries an Idempotency-Key once. The row that says so is written first, in the write's own transaction: whoever comes at the same
 * time waits for it, and then gives the same answer or, when the first one failed, tries itself.
 */
export async function once({ request, reply }: Exchange, ctx: Ctx, work: (ctx: Ctx) => Promise<unknown>): Promise<unknown> {
  const key = request.headers['idempotency-key']
  if (key === undefined) return work(ctx)
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key))
    throw invalid('tokens.bad_idempotency_key', { fields: ['headers.idempotency-key'] })
  const told: Told = { tokenId: ctx.actor.id ?? '', key, hash: hashOf(request), secret: bearerOf(request) ?? '' }
  if (await claim(ctx, told)) {
    const answer = await work(ctx)
    await keep(ctx, told, answer)
    return answer
  }
  void reply.header('idempotency-replayed', 'true')
  return keptAnswer(ctx, told)
}

interface Told {
  readonly tokenId: string
  readonly key: string
  readonly hash: string
  readonly secret: string
}

async function claim(ctx: Ctx, { tokenId, key, hash }: Told): Promise<boolean> {
  const keptSince = new Date(ctx.now.getTime() - KEPT_HOURS * 3_600_000)
  const rows = await ctx.db
    .insertInto('tokens_requests')
    .values({ workspace_id: ctx.workspace.id, token_id: tokenId, key, request_hash: hash, body: null, created_at: ctx.now })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'token_id', 'key'])
        .doUpdateSet((row) => ({ request_hash: row.ref('excluded.request_hash'), body: null, created_at: row.ref('excluded.created_at') }))
        .where('tokens_requests.created_at', '<', keptSince),
    )
    .returning('key')
    .execute()
  return rows.length > 0
}

async function keep(ctx: Ctx, told: Told, answer: unknown): Promise<void> {
  if (answer === undefined) return
  await ctx.db
    .updateTable('tokens_requests')
    .set({ body: seal(told.secret, placeOf(told), JSON.stringify(answer)) })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('token_id', '=', told.tokenId)
    .where('key', '=', told.key)
    .execute()
}

async function keptAnswer(ctx: Ctx, told: Told): Promise<unknown> {
  const kept = await ctx.db
    .selectFrom('tokens_requests')
    .select(['request_hash', 'body'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('token_id', '=', told.tokenId)
    .where('key', '=', told.key)
    .executeTakeFirstOrThrow()
  if (kept.request_hash !== told.hash) throw contradicts('tokens.idempotency_key_reused')
  if (!kept.body) return undefined
  const text = openSealed(told.secret, placeOf(told), kept.body)
  // The token was given a new key since: what was done is done, but only the old key can read the answer.
  if (text === null) throw refused('tokens.answer_unreadable')
  return JSON.parse(text)
}

const placeOf = ({ tokenId, key }: Told) => `tokens_requests.body ${tokenId} ${key}`

function hashOf({ method, url, body }: FastifyRequest): string {
  const hash = createHash('sha256').update(`${method} ${url}\n`)
  return hash.update(Buffer.isBuffer(body) ? body : (JSON.stringify(body) ?? '')).digest('hex')
}
