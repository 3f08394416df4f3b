import { sql } from 'kysely'
import { writeEntry, type AuditDetails, type AuditEntry } from '#core/audit'
import type { Db } from '#core/db'
import type { AccountAction } from '#pure/audit-actions'

/** What happened to somebody's account. `address` and `agent` as #pure/mask and #pure/agent shorten them. */
export interface AccountAct {
  readonly userId: string
  readonly action: AccountAction
  readonly details?: AuditDetails
  readonly address?: string | null
  readonly agent?: string | null
  /** 'system' is the command line; whoever is at the sign-in page did what they need no session for; otherwise the user. */
  readonly by?: 'system' | { readonly userId: string }
}

/** What somebody can do who only says to be the user. */
const BY_STRANGERS: ReadonlySet<AccountAction> = new Set(['session.refused', 'password.reset_asked'])

/**
 * Writes down what happened to somebody's account, in every workspace that they work in; nothing for who works nowhere. Joins the caller's transaction and
 * leaves its workspace as it was.
 */
export function auditUser(db: Db, act: AccountAct, now: Date): Promise<void> {
  return db.isTransaction ? writeEverywhere(db, act, now) : db.transaction().execute((db) => writeEverywhere(db, act, now))
}

async function writeEverywhere(db: Db, act: AccountAct, now: Date): Promise<void> {
  const places = await db
    .selectFrom('workspaces_members')
    .select('workspace_id')
    .where('user_id', '=', act.userId)
    .orderBy('workspace_id')
    .execute()
  if (places.length === 0) return
  const before = await sql<{ id: string | null }>`select current_setting('app.workspace_id', true) as id`.execute(db)
  const entry = entryOf(act, now)
  for (const place of places) {
    await workIn(db, place.workspace_id)
    await writeEntry(db, place.workspace_id, entry)
  }
  await workIn(db, before.rows[0]?.id ?? '')
}

function entryOf({ userId, action, details = {}, address, agent, by }: AccountAct, at: Date): AuditEntry {
  const actor = { address: address ?? null, agent: agent ?? null }
  const subject = { kind: 'user', id: userId, details } as const
  if (by === 'system') return { action, subject, at, actor: { ...actor, kind: 'system', userId: null } }
  if (by === undefined && BY_STRANGERS.has(action)) return { action, subject, at, actor: { ...actor, kind: 'stranger', userId: null } }
  return { action, subject, at, actor: { ...actor, kind: 'member', userId: by?.userId ?? userId } }
}

/** As text: Citus ignores set_config(). */
async function workIn(db: Db, workspaceId: string): Promise<void> {
  await sql`set local app.workspace_id = ${sql.lit(workspaceId)}`.execute(db)
}
