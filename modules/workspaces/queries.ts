import type { Selectable } from 'kysely'
import type { Ctx, Workspace } from '#core/context'
import type { Db } from '#core/db'
import { notFound } from '#core/errors'
import type { WorkspaceSettings } from './api.ts'
import type { WorkspacesTables } from './tables.ts'

export type MemberRole = WorkspacesTables['workspaces_members']['role']

export interface Membership {
  readonly workspace: Workspace
  readonly role: MemberRole
  readonly language: 'fa' | 'en' | null
  /** Runs the installation. */
  readonly isOperator: boolean
}

/** The workspaces that a user works in, first joined first. */
export async function membershipsOf(db: Db, userId: string): Promise<Membership[]> {
  const rows = await db
    .selectFrom('workspaces_members')
    .innerJoin('workspaces', 'workspaces.id', 'workspaces_members.workspace_id')
    .innerJoin('auth_users', 'auth_users.id', 'workspaces_members.user_id')
    .selectAll('workspaces')
    .select(['workspaces_members.role', 'workspaces_members.language as own_language', 'auth_users.operator'])
    .where('workspaces_members.user_id', '=', userId)
    .orderBy('workspaces_members.joined_at')
    .orderBy('workspaces.id')
    .execute()
  return rows.map((row) => ({ workspace: workspaceOf(row), role: row.role, language: row.own_language, isOperator: row.operator }))
}

/** A workspace by its id; undefined when there is none. */
export async function workspaceById(db: Db, id: string): Promise<Workspace | undefined> {
  const row = await db.selectFrom('workspaces').selectAll().where('id', '=', id).executeTakeFirst()
  return row && workspaceOf(row)
}

/** Every workspace, oldest first. For sweeps and the command line. */
export async function listWorkspaces(db: Db): Promise<Workspace[]> {
  const rows = await db.selectFrom('workspaces').selectAll().orderBy('created_at').orderBy('id').execute()
  return rows.map(workspaceOf)
}

/** Whether anybody can sign in anywhere. */
export async function hasMembers(db: Db): Promise<boolean> {
  return (await db.selectFrom('workspaces_members').select('user_id').limit(1).executeTakeFirst()) !== undefined
}

/** The workspace as it is now, held until the transaction ends. */
export async function lockWorkspace(ctx: Ctx): Promise<Workspace> {
  const row = await ctx.db.selectFrom('workspaces').selectAll().where('id', '=', ctx.workspace.id).forUpdate().executeTakeFirst()
  if (!row) throw notFound('workspaces.not_found')
  return workspaceOf(row)
}

/** Everybody who can sign in, with where and as what, by workspace and e-mail. */
export async function listMembers(db: Db): Promise<{ email: string; name: string; role: MemberRole; workspace: string }[]> {
  return db
    .selectFrom('workspaces_members')
    .innerJoin('workspaces', 'workspaces.id', 'workspaces_members.workspace_id')
    .innerJoin('auth_users', 'auth_users.id', 'workspaces_members.user_id')
    .select(['auth_users.email', 'auth_users.name', 'workspaces_members.role', 'workspaces.name as workspace'])
    .orderBy('workspaces.name')
    .orderBy('auth_users.email')
    .execute()
}

/** Who works in the context's workspace, by name. */
export async function listColleagues(ctx: Ctx): Promise<{ id: string; name: string; role: MemberRole }[]> {
  return ctx.db
    .selectFrom('workspaces_members')
    .innerJoin('auth_users', 'auth_users.id', 'workspaces_members.user_id')
    .select(['auth_users.id', 'auth_users.name', 'workspaces_members.role'])
    .where('workspaces_members.workspace_id', '=', ctx.workspace.id)
    .orderBy('auth_users.name')
    .orderBy('auth_users.id')
    .execute()
}

/** Workspaces that nobody works in yet. */
export async function withoutMembers(db: Db): Promise<Workspace[]> {
  const rows = await db
    .selectFrom('workspaces as w')
    .selectAll('w')
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('workspaces_members as m').select('m.user_id').whereRef('m.workspace_id', '=', 'w.id'))),
    )
    .execute()
  return rows.map(workspaceOf)
}

export async function insertWorkspace(db: Db, workspace: Workspace, now: Date): Promise<void> {
  await db
    .insertInto('workspaces')
    .values({ id: workspace.id, ...columnsOf(workspace), created_at: now })
    .execute()
}

export async function updateWorkspace(ctx: Ctx, settings: WorkspaceSettings): Promise<void> {
  await ctx.db.updateTable('workspaces').set(columnsOf(settings)).where('id', '=', ctx.workspace.id).execute()
}

export async function insertMember(db: Db, member: { workspaceId: string; userId: string; role: MemberRole }, now: Date): Promise<void> {
  await db
    .insertInto('workspaces_members')
    .values({ workspace_id: member.workspaceId, user_id: member.userId, role: member.role, language: null, joined_at: now })
    .execute()
}

export async function setMemberLanguage(ctx: Ctx, userId: string, language: 'fa' | 'en'): Promise<void> {
  await ctx.db
    .updateTable('workspaces_members')
    .set({ language })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('user_id', '=', userId)
    .execute()
}

function columnsOf({ name, language, timeZone, currency, moneyDisplay, calendar, weekStart }: WorkspaceSettings) {
  return { name, language, time_zone: timeZone, currency, money_display: moneyDisplay, calendar, week_start: weekStart }
}

function workspaceOf(row: Selectable<WorkspacesTables['workspaces']>): Workspace {
  return {
    id: row.id,
    name: row.name,
    language: row.language,
    timeZone: row.time_zone,
    currency: row.currency,
    moneyDisplay: row.money_display,
    calendar: row.calendar,
    weekStart: row.week_start,
  }
}
