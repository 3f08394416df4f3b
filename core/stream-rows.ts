import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '#core/context'

const FETCH = 2000

/** The rows of a query of any size, fetched as they are read, in one transaction of their own: all of one moment, a few thousand in memory. */
export async function* streamRows<Row>(ctx: Ctx, query: RawBuilder<Row>): AsyncGenerator<Row> {
  const reading = await ctx.db.startTransaction().setAccessMode('read only').execute()
  try {
    await sql`set local app.workspace_id = ${sql.lit(ctx.workspace.id)}`.execute(reading)
    await sql`declare stream_rows no scroll cursor for ${query}`.execute(reading)
    for (;;) {
      const { rows } = await sql<Row>`fetch ${sql.lit(FETCH)} from stream_rows`.execute(reading)
      if (rows.length === 0) return
      yield* rows
    }
  } finally {
    await reading.rollback().execute()
  }
}
