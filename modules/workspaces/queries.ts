import type { Selectable } from 'kysely'
import type { Workspace } from '#core/context'
import type { Db } from '#core/db'
import type { WorkspacesTables } from './tables.ts'

export type MemberRole = WorkspacesTables['workspaces_members']['role']

export interface Membership {
  readonly workspace: Workspace
  readonly role: MemberRole
  readonly language: 'fa' | 'en' | null
}

/** The workspaces that a user works in, first joined first. */
export async function membershipsOf(db: Db, userId: string): Promise<Membership[]> {
  const rows = await db
    .selectFrom('workspaces_members')
    .innerJoin('workspaces', 'workspaces.id', 'workspaces_members.workspace_id')
    .selectAll('workspaces')
    .select(['workspaces_members.role', 'workspaces_members.language as own_language'])
    .where('workspaces_members.user_id', '=', userId)
    .orderBy('workspaces_members.joined_at')
    .orderBy('workspaces.id')
    .execute()
  return rows.map((row) => ({ workspace: workspaceOf(row), role: row.role, language: row.own_language }))
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
