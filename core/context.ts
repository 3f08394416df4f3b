import { sql } from 'kysely'
import type { Db } from '#core/db'
import type { Files } from '#core/files'
import type { Holding } from '#core/holdings'
import type { Jobs } from '#core/jobs'
import type { Calendar } from '#pure/calendar'

/** The settings that every reading, writing and showing of a workspace's data depends on. */
export interface Workspace {
  readonly id: string
  readonly name: string
  /** The word that leads here in addresses: /in/HANDLE/… */
  readonly handle: string
  /** The shop's own colour, '#0c7a80'; null for none. */
  readonly accent: string | null
  /** What its logo's address ends in; null for none. */
  readonly logo: string | null
  readonly language: 'fa' | 'en'
  readonly timeZone: string
  readonly currency: string
  /** How Iranian money is shown: the stored unit is always the Rial. */
  readonly moneyDisplay: 'toman' | 'rial'
  readonly calendar: Calendar
  /** 1 is Monday … 6 Saturday, 7 Sunday, as in Temporal's dayOfWeek. */
  readonly weekStart: number
}

/**
 * Who acts: a signed-in member, a program with an API token, a customer on a page of their own, a shop or website that sends us what happened, or
 * the product itself (jobs, reactions, the command line).
 */
export interface Actor {
  readonly kind: 'member' | 'token' | 'customer' | 'source' | 'system'
  readonly userId: string | null
  /** The token's, customer's or source's id; null for members and the product itself. */
  readonly id?: string | null
  /** The network that the request came from, as #pure/mask shortens it. */
  readonly address?: string | null
  /** The browser or program, as #pure/agent shortens it. */
  readonly agent?: string | null
  readonly role: string
  readonly can: ReadonlySet<string>
}

/** Who is acting, where, when, and on which connection. First argument of every query and action. */
export interface Ctx {
  readonly db: Db
  readonly workspace: Workspace
  readonly actor: Actor
  readonly now: Date
  readonly jobs: Jobs
  readonly files: Files
  /** What every module keeps about customers. */
  readonly holdings: readonly Holding[]
}

/**
 * Runs `work` in one transaction; joins the caller's transaction when there already is one.
 * Row-level security reads the workspace from the setting. It is written as text because Citus ignores set_config().
 */
export async function inTransaction<T>(
  ctx: Ctx,
  work: (ctx: Ctx) => Promise<T>,
  isolation: 'read committed' | 'repeatable read' = 'read committed',
): Promise<T> {
  if (ctx.db.isTransaction) return work(ctx)
  const transaction = ctx.db.transaction().setIsolationLevel(isolation)
  return transaction.execute(async (db) => {
    await sql.raw(`set local app.workspace_id = '${uuidText(ctx.workspace.id)}'`).execute(db)
    return work({ ...ctx, db })
  })
}

function uuidText(id: string): string {
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new Error('a workspace id is a uuid')
  return id
}
