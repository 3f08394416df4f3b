import type { Selectable } from 'kysely'
import type { Ctx, Workspace } from '#core/context'
import type { Db } from '#core/db'
import { notFound, refused } from '#core/errors'
import type { Preferences } from './api.ts'
import { takeFreeHandle } from './handles.ts'
import type { WorkspacesTables } from './tables.ts'

interface OwnRole {
  readonly name: string
  readonly permissions: readonly string[]
}

export interface Membership {
  readonly workspace: Workspace
  /** The name of a role of ours, or the id of one of the workspace's own. */
  readonly role: string
  /** What a role of the workspace's own is called and lists; null for roles of ours. */
  readonly ownRole: OwnRole | null
  readonly preferences: Preferences
  readonly secondFactor: { readonly isOn: boolean; readonly isRequired: boolean }
  /** Runs the installation. */
  readonly isOperator: boolean
  /** Since when it is being closed, by whom, and when it is deleted; null while it is open. */
  readonly closing: Closing | null
}

export interface Closing {
  readonly closedAt: Date
  readonly closedBy: string | null
  readonly deleteAt: Date
}

/** The workspaces that a user works in, first joined first. */
export async function membershipsOf(db: Db, userId: string): Promise<Membership[]> {
  const rows = await db
    .selectFrom('workspaces_members')
    .innerJoin('workspaces', 'workspaces.id', 'workspaces_members.workspace_id')
    .innerJoin('auth_users', 'auth_users.id', 'workspaces_members.user_id')
    .leftJoin('auth_preferences', 'auth_preferences.user_id', 'workspaces_members.user_id')
    .leftJoin('auth_second_factors', 'auth_second_factors.user_id', 'workspaces_members.user_id')
    .leftJoin('workspaces_roles as r', (join) =>
      join.onRef('r.workspace_id', '=', 'workspaces_members.workspace_id').onRef('r.id', '=', 'workspaces_members.role'),
    )
    .selectAll('workspaces')
    .select(['r.name as role_name', 'r.permissions as listed'])
    .select(['workspaces_members.role', 'auth_users.operator', 'auth_second_factors.confirmed_at'])
    .select(['auth_preferences.language as own_language', 'auth_preferences.calendar as own_calendar', 'theme', 'density', 'digits'])
    .where('workspaces_members.user_id', '=', userId)
    .orderBy('workspaces_members.joined_at')
    .orderBy('workspaces.id')
    .execute()
  return rows.map((row) => ({
    workspace: workspaceOf(row),
    role: row.role,
    ownRole: row.role_name === null || row.listed === null ? null : { name: row.role_name, permissions: row.listed },
    preferences: preferencesOf(row),
    secondFactor: { isOn: row.confirmed_at !== null, isRequired: row.requires_second_factor },
    isOperator: row.operator,
    closing: closingOf(row),
  }))
}

/** A workspace by its id, for work in it; undefined when there is none, and when it is being closed. */
export async function workspaceById(db: Db, id: string): Promise<Workspace | undefined> {
  const row = await db.selectFrom('workspaces').selectAll().where('id', '=', id).where('closed_at', 'is', null).executeTakeFirst()
  return row && workspaceOf(row)
}

/** A workspace as it stands, open or being closed. */
export async function workspaceNow(db: Db, id: string): Promise<Workspace | undefined> {
  const row = await db.selectFrom('workspaces').selectAll().where('id', '=', id).executeTakeFirst()
  return row && workspaceOf(row)
}

/** As `workspaceById`, for whoever knocks from outside: throws `workspaces.closed` where a shop is being closed. */
export async function openWorkspace(db: Db, id: string): Promise<Workspace | undefined> {
  const row = await db.selectFrom('workspaces').selectAll().where('id', '=', id).executeTakeFirst()
  if (row && row.closed_at !== null) throw refused('workspaces.closed')
  return row && workspaceOf(row)
}

/** The workspace that a word leads to, or led to once. */
export async function idOfHandle(db: Db, handle: string): Promise<string | undefined> {
  const row = await db.selectFrom('workspaces_handles').select('workspace_id').where('handle', '=', handle).executeTakeFirst()
  return row?.workspace_id
}

/** Every workspace that is open, oldest first. For sweeps and the command line. */
export async function listWorkspaces(db: Db): Promise<Workspace[]> {
  const open = db.selectFrom('workspaces').selectAll().where('closed_at', 'is', null)
  const rows = await open.orderBy('created_at').orderBy('id').execute()
  return rows.map(workspaceOf)
}

/** Every workspace, those too that are being closed. */
export async function everyWorkspace(db: Db): Promise<Workspace[]> {
  return (await db.selectFrom('workspaces').selectAll().orderBy('created_at').orderBy('id').execute()).map(workspaceOf)
}

/** Closed workspaces whose days of grace are over. */
export async function workspacesToDelete(db: Db, now: Date): Promise<Workspace[]> {
  return (await db.selectFrom('workspaces').selectAll().where('delete_at', '<=', now).orderBy('delete_at').execute()).map(workspaceOf)
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
export async function listMembers(db: Db): Promise<{ email: string; name: string; role: string; workspace: string }[]> {
  return db
    .selectFrom('workspaces_members')
    .innerJoin('workspaces', 'workspaces.id', 'workspaces_members.workspace_id')
    .innerJoin('auth_users', 'auth_users.id', 'workspaces_members.user_id')
    .leftJoin('workspaces_roles as r', (join) =>
      join.onRef('r.workspace_id', '=', 'workspaces_members.workspace_id').onRef('r.id', '=', 'workspaces_members.role'),
    )
    .select(['auth_users.email', 'auth_users.name', 'workspaces.name as workspace'])
    .select((row) => row.fn.coalesce('r.name', 'workspaces_members.role').as('role'))
    .orderBy('workspaces.name')
    .orderBy('auth_users.email')
    .execute()
}

/** Who works in the context's workspace, by name. */
export async function listColleagues(ctx: Ctx): Promise<{ id: string; name: string; role: string; roleName: string | null }[]> {
  return ctx.db
    .selectFrom('workspaces_members')
    .innerJoin('auth_users', 'auth_users.id', 'workspaces_members.user_id')
    .leftJoin('workspaces_roles as r', (join) =>
      join.onRef('r.workspace_id', '=', 'workspaces_members.workspace_id').onRef('r.id', '=', 'workspaces_members.role'),
    )
    .select(['auth_users.id', 'auth_users.name', 'workspaces_members.role', 'r.name as roleName'])
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

/** Adds a workspace under the word that it asks for, or the next one that is free, and gives it as it became. */
export async function insertWorkspace(db: Db, wanted: Workspace, now: Date): Promise<Workspace> {
  const workspace = { ...wanted, handle: await takeFreeHandle(db, wanted.handle, wanted.id, now) }
  await db
    .insertInto('workspaces')
    .values({ id: workspace.id, ...columnsOf(workspace), created_at: now })
    .execute()
  return workspace
}

export async function updateWorkspace(ctx: Ctx, workspace: Workspace): Promise<void> {
  await ctx.db.updateTable('workspaces').set(columnsOf(workspace)).where('id', '=', workspace.id).execute()
}

export async function insertMember(db: Db, member: { workspaceId: string; userId: string; role: string }, now: Date): Promise<void> {
  await db
    .insertInto('workspaces_members')
    .values({ workspace_id: member.workspaceId, user_id: member.userId, role: member.role, joined_at: now })
    .execute()
}

function columnsOf({ name, handle, accent, logo, language, currency, calendar, ...rest }: Workspace) {
  const { timeZone, moneyDisplay, weekStart } = rest
  const columns = { name, handle, accent, logo, language, currency, calendar }
  return { ...columns, time_zone: timeZone, money_display: moneyDisplay, week_start: weekStart }
}

function closingOf({ closed_at, closed_by, delete_at }: Selectable<WorkspacesTables['workspaces']>): Closing | null {
  return closed_at && delete_at && { closedAt: closed_at, closedBy: closed_by, deleteAt: delete_at }
}

function workspaceOf(row: Selectable<WorkspacesTables['workspaces']>): Workspace {
  return {
    id: row.id,
    name: row.name,
    handle: row.handle,
    accent: row.accent,
    logo: row.logo,
    language: row.language,
    timeZone: row.time_zone,
    currency: row.currency,
    moneyDisplay: row.money_display,
    calendar: row.calendar,
    weekStart: row.week_start,
  }
}

interface ChosenRow {
  readonly own_language: Preferences['language']
  readonly theme: Preferences['theme'] | null
  readonly density: Preferences['density'] | null
  readonly digits: Preferences['digits'] | null
  readonly own_calendar: Preferences['calendar'] | null
}

/** Who never chose reads as usual. */
function preferencesOf(row: ChosenRow): Preferences {
  return {
    language: row.own_language,
    theme: row.theme ?? 'system',
    density: row.density ?? 'comfortable',
    digits: row.digits ?? 'language',
    calendar: row.own_calendar ?? 'workspace',
  }
}
