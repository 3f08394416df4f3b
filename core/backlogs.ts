import { sql } from 'kysely'
import type { Db } from '#core/db'

/** What waits in one workspace, and what did not work of late. */
export interface Waiting {
  readonly waiting: number
  /** Given up since the time that was asked for. */
  readonly failed: number
  /** Since when the oldest of what waits should have been done; null when nothing is due. */
  readonly dueSince: Date | null
}

/** A kind of work whose rows wait to be sent or taken in: deliveries, letters, messages. */
export interface Backlog {
  readonly name: string
  /** Kept once for the whole installation, not in workspaces. */
  readonly isShared?: true
  /** Counts no further than `MOST_COUNTED`, so that looking stays cheap when much waits. */
  readonly read: (db: Db, workspaceId: string, at: { readonly now: Date; readonly since: Date }) => Promise<Waiting>
}

/** How far a backlog counts. */
export const MOST_COUNTED = 10_000

/** Runs `look` in a workspace, beside requests: it never waits long, and changes nothing. */
export async function lookInto<T>(db: Db, workspaceId: string, look: (db: Db) => Promise<T>): Promise<T> {
  if (!/^[0-9a-f-]{36}$/.test(workspaceId)) throw new Error('a workspace id is a uuid')
  return db
    .transaction()
    .setAccessMode('read only')
    .execute(async (db) => {
      await sql.raw(`set local app.workspace_id = '${workspaceId}'`).execute(db)
      await sql`set local statement_timeout = '3s'`.execute(db)
      return look(db)
    })
}

/** The smallest uuidv7 of that moment: a range of ids is then a range of time, along the primary key. */
export function firstIdOf(at: Date): string {
  const hex = at.getTime().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}
