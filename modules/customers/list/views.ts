import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import { forbidden, invalid, notFound } from '#core/errors'
import { KeptList, type OwnListRequest, type ViewRequest, type ViewsResponse } from '../api-list.ts'

/** The views that the member sees, and how their own list looks. */
export async function listViews(ctx: Ctx): Promise<ViewsResponse> {
  const userId = memberOf(ctx)
  const rows = await ctx.db
    .selectFrom('customers_views')
    .selectAll()
    .where('workspace_id', '=', ctx.workspace.id)
    .where((each) => each.or([each('owner_id', 'is', null), each('owner_id', '=', userId)]))
    .orderBy(sql`name collate "fa-x-icu"`)
    .orderBy('id')
    .execute()
  const own = await ctx.db
    .selectFrom('customers_lists')
    .select(['columns', 'default_view_id'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  const views = rows.map((row) => ({ id: row.id, name: row.name, isShared: row.owner_id === null, list: KeptList.parse(row.list) }))
  const byDefault = views.find(({ id }) => id === own?.default_view_id)
  return { views, columns: KeptList.shape.columns.parse(own?.columns ?? undefined) ?? null, defaultViewId: byDefault?.id ?? null }
}

/** Keeps a list under a name, for the member alone or for everybody. */
export async function createView(ctx: Ctx, request: ViewRequest): Promise<{ id: string }> {
  if (request.isShared) mustWrite(ctx)
  const id = randomUUIDv7()
  await ctx.db
    .insertInto('customers_views')
    .values({ workspace_id: ctx.workspace.id, id, ...rowOf(ctx, request), created_at: ctx.now })
    .execute()
  return { id }
}

/** Gives a view another name, list or audience. */
export async function changeView(ctx: Ctx, id: string, request: ViewRequest): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const before = await lockView(ctx, id)
    if (request.isShared || before.isShared) mustWrite(ctx)
    await ctx.db
      .updateTable('customers_views')
      .set(rowOf(ctx, request))
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', id)
      .execute()
  })
}

/** Removes a view; whoever had it by default gets the plain list. */
export async function deleteView(ctx: Ctx, id: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    if ((await lockView(ctx, id)).isShared) mustWrite(ctx)
    await ctx.db.deleteFrom('customers_views').where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
  })
}

/** Keeps the member's own columns and the view that opens by itself. */
export async function changeOwnList(ctx: Ctx, { columns, defaultViewId }: OwnListRequest): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    if (defaultViewId) await lockView(ctx, defaultViewId)
    const change = {
      ...(columns !== undefined && { columns: columns === null ? null : JSON.stringify(columns) }),
      ...(defaultViewId !== undefined && { default_view_id: defaultViewId }),
    }
    if (Object.keys(change).length === 0) return
    await ctx.db
      .insertInto('customers_lists')
      .values({ workspace_id: ctx.workspace.id, user_id: memberOf(ctx), columns: null, default_view_id: null, ...change })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'user_id']).doUpdateSet(change))
      .execute()
  })
}

/** A view that the member sees, held; another member's own is not found. */
async function lockView(ctx: Ctx, id: string): Promise<{ readonly isShared: boolean }> {
  const view = await ctx.db
    .selectFrom('customers_views')
    .select('owner_id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!view || (view.owner_id !== null && view.owner_id !== memberOf(ctx))) throw notFound('customers.view_not_found')
  return { isShared: view.owner_id === null }
}

function rowOf(ctx: Ctx, { name, isShared, list }: ViewRequest) {
  return { name, owner_id: isShared ? null : memberOf(ctx), list: JSON.stringify(list) }
}

/** Views are kept for people: programs pass their filter each time. */
function memberOf({ actor }: Ctx): string {
  if (actor.userId === null) throw invalid('customers.views_are_members')
  return actor.userId
}

function mustWrite({ actor }: Ctx): void {
  if (!actor.can.has('customers:write')) throw forbidden('customers:write')
}
