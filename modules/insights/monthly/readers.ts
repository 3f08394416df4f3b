import { sql } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import { invalid } from '#core/errors'
import { listColleagues } from '#modules/workspaces'
import type { ReadersRequest, ReadersResponse } from './api.ts'

/** How many of the last letters are shown. */
const SHOWN = 20

/** Who gets the report by itself, who could, and what became of the last letters. */
export async function showReaders(ctx: Ctx, canSend: boolean): Promise<ReadersResponse> {
  const readers = await ctx.db
    .selectFrom('insights_readers')
    .select(['user_id', 'language'])
    .where('workspace_id', '=', ctx.workspace.id)
    .orderBy('user_id')
    .execute()
  const letters = await ctx.db
    .selectFrom('insights_letters')
    .select(['user_id', 'month', 'calendar', 'state', 'error', 'made_at', 'ended_at'])
    .where('workspace_id', '=', ctx.workspace.id)
    .orderBy('made_at', 'desc')
    .limit(SHOWN)
    .execute()
  const colleagues = await listColleagues(ctx)
  const names = new Map(colleagues.map(({ id, name }) => [id, name]))
  return {
    canSend,
    readers: readers.filter(({ user_id }) => names.has(user_id)).map(({ user_id, language }) => ({ userId: user_id, language })),
    members: colleagues.map(({ id, name }) => ({ id, name })),
    letters: letters.map(({ user_id, made_at, ended_at, ...letter }) => ({
      ...letter,
      name: names.get(user_id) ?? '',
      at: (ended_at ?? made_at).toISOString(),
    })),
  }
}

/** Says to whom the report of each month is sent, and in which language. Who is new gets that of the next month that ends. */
export async function setReaders(ctx: Ctx, { readers }: ReadersRequest): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const known = new Set((await listColleagues(ctx)).map(({ id }) => id))
    if (readers.some(({ userId }) => !known.has(userId))) throw invalid('insights.no_such_member')
    const [ids, languages] = [readers.map(({ userId }) => userId), readers.map(({ language }) => language)]
    await sql`
      delete from insights_readers where workspace_id = ${ctx.workspace.id} and user_id <> all (${ids}::text[])`.execute(ctx.db)
    await sql`
      insert into insights_readers (workspace_id, user_id, language, since)
      select distinct on (r.user_id) ${ctx.workspace.id}::uuid, r.user_id, r.language, ${ctx.now}::timestamptz
      from unnest(${ids}::text[], ${languages}::text[]) r (user_id, language)
      order by r.user_id
      on conflict (workspace_id, user_id) do update set language = excluded.language`.execute(ctx.db)
  })
}
