import { sql } from 'kysely'
import { dropAudit } from '#core/audit-purge'
import { inTransaction, type Ctx } from '#core/context'
import type { Server } from '#core/server'
import { fileOf } from '../export/queue.ts'
import { scopedTables, type ScopedTable } from '../scoped-tables.ts'
import { lockClosing, tellOwners } from './close-workspace.ts'

/** Rows that one transaction deletes. */
const STEP = 5_000
/** Ends with the workspace's own row: the members are told, and the log may only go once the workspace is gone. */
const LAST = new Set(['audit_entries', 'workspaces_members'])

/** A file of the workspace in the data folder. */
export interface OwnFile {
  readonly area: string
  readonly name: string
}

export type FilesOf = (ctx: Ctx) => Promise<readonly OwnFile[]>

/**
 * Deletes everything of a workspace whose days of grace are over, step by step: each is one transaction, after which the deletion may be cut off and
 * begun again. Yields how many rows each step took.
 */
export async function* deleteWorkspace(server: Server, ctx: Ctx, filesOf: FilesOf): AsyncGenerator<number> {
  if (!(await begin(ctx))) return
  // What is on the disk is known by rows only, so it goes before them.
  for (const { area, name } of await inTransaction(ctx, async (ctx) => [...(await filesOf(ctx)), ...(await exportsOf(ctx))]))
    await ctx.files.remove(area, name)
  const tables = (await scopedTables(ctx.db)).filter(({ name }) => !LAST.has(name))
  // What a job wrote meanwhile into a table that was empty already is found by going round until a whole round finds nothing.
  for (let inRound = -1; inRound !== 0;) {
    inRound = 0
    for (const table of tables) {
      for await (const deleted of emptied(ctx, table)) {
        inRound += deleted
        yield deleted
      }
    }
  }
  await finish(server, ctx)
}

async function* emptied(ctx: Ctx, table: ScopedTable): AsyncGenerator<number> {
  for (;;) {
    const deleted = await inTransaction(ctx, (ctx) => deleteSome(ctx, table))
    if (deleted === 0) return
    yield deleted
  }
}

/** Writes down that it begins; from then on nobody can keep the shop. False when it is not to be deleted, or not yet. */
function begin(ctx: Ctx): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const { name, closed_at, closed_by, delete_at } = await lockClosing(ctx)
    if (!closed_at || !delete_at || delete_at > ctx.now) return false
    await ctx.db
      .insertInto('workspaces_deletions')
      .values({ id: ctx.workspace.id, name, closed_at, closed_by, began_at: ctx.now, ended_at: null, rows_deleted: 0 })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
    return true
  })
}

async function exportsOf(ctx: Ctx): Promise<OwnFile[]> {
  const rows = await ctx.db.selectFrom('workspaces_exports').select('id').where('workspace_id', '=', ctx.workspace.id).execute()
  return rows.map(({ id }) => ({ area: 'exports', name: fileOf(id) }))
}

async function deleteSome(ctx: Ctx, table: ScopedTable): Promise<number> {
  const name = sql.table(table.name)
  const own = sql`t.workspace_id = ${ctx.workspace.id}`
  const key = sql.join(table.key.map((column) => sql`t.${sql.ref(column)}`))
  const some = sql`select ${key} from ${name} as t where ${own} and ${unreferred(ctx, table)} limit ${sql.lit(STEP)}`
  const { numAffectedRows } = await (
    table.key.length === 0
      ? sql`delete from ${name} as t where ${own}`
      : sql`delete from ${name} as t where ${own} and (${key}) in (${some})`
  ).execute(ctx.db)
  const deleted = Number(numAffectedRows ?? 0)
  await ctx.db
    .updateTable('workspaces_deletions')
    .set((row) => ({ rows_deleted: row('rows_deleted', '+', BigInt(deleted)) }))
    .where('id', '=', ctx.workspace.id)
    .execute()
  return deleted
}

/** Rows to which others of the same table refer wait until those are gone. */
function unreferred(ctx: Ctx, { name, own }: ScopedTable) {
  if (own.length === 0) return sql`true`
  const by = own.map(
    ([from, to]) => sql`not exists (
      select from ${sql.table(name)} as o
      where o.workspace_id = ${ctx.workspace.id} and o.${sql.ref(from)} = t.${sql.ref(to)} and o.${sql.ref(from)} is distinct from o.${sql.ref(to)}
    )`,
  )
  return sql.join(by, sql` and `)
}

/** The workspace itself, its members and its log go together, and what is left is that it was. */
function finish(server: Server, ctx: Ctx): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    await tellOwners(server, ctx, { what: 'deleted' })
    await ctx.db.deleteFrom('workspaces_members').where('workspace_id', '=', ctx.workspace.id).execute()
    await ctx.db.deleteFrom('workspaces').where('id', '=', ctx.workspace.id).execute()
    await dropAudit(ctx)
    await ctx.db.updateTable('workspaces_deletions').set({ ended_at: new Date() }).where('id', '=', ctx.workspace.id).execute()
  })
}
