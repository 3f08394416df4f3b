import { sql, type RawBuilder } from 'kysely'
import * as z from 'zod'
import type { Ctx } from '#core/context'

/** A query as text and values, which can be handed to a thread. */
export const CompiledAmong = z.object({ text: z.string(), values: z.array(z.unknown()) })
export type CompiledAmong = z.infer<typeof CompiledAmong>

export function compiledAmong(ctx: Ctx, among: RawBuilder<unknown>): CompiledAmong {
  const { sql: text, parameters } = among.compile(ctx.db)
  return { text, values: [...parameters] }
}

/** The query again, to stand inside another. */
export function queryOf({ text, values }: CompiledAmong): RawBuilder<unknown> {
  const pieces = text.split(/\$(\d+)/)
  return sql.join(
    pieces.map((piece, k) => (k % 2 === 0 ? sql.raw(piece) : sql`${values[Number(piece) - 1]}`)),
    sql.raw(''),
  )
}
