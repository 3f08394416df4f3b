import { randomUUIDv7 } from 'node:crypto'
import { inTransaction, type Actor, type Ctx } from '#core/context'
import type { Db } from '#core/db'
import type { AuditAction } from '#pure/audit-actions'

/** What was seen or changed. `id` is null for lists; `details` hold ids, names of fields and counts, never what they say about a person. */
export interface AuditSubject {
  readonly kind: AuditSubjectKind
  readonly id: string | null
  readonly details?: AuditDetails
}

/** Values by name; a list is one of names. */
export type AuditDetails = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

type AuditSubjectKind =
  | 'customer'
  | 'customers'
  | 'orders'
  | 'insights'
  | 'import'
  | 'consent'
  | 'privacy'
  | 'incident'
  | 'audit'
  | 'workspace'
  | 'user'
  | 'member'
  | 'role'
  | 'invitation'
  | 'session'
  | 'token'
  | 'key'
  | 'webhook'
  | 'shop'
  | 'backup'

/** An act as it is written down. Nobody who is signed in did it where the actor is a 'stranger': somebody at the sign-in page. */
export interface AuditEntry {
  readonly action: AuditAction
  readonly subject: AuditSubject
  readonly actor: Pick<Actor, 'userId' | 'id' | 'address' | 'agent'> & { readonly kind: Actor['kind'] | 'stranger' }
  readonly at: Date
}

/** Writes down who did what, in the caller's transaction: what is rolled back was not done. */
export function audit(ctx: Ctx, action: AuditAction, subject: AuditSubject): Promise<void> {
  return inTransaction(ctx, (ctx) => writeEntry(ctx.db, ctx.workspace.id, { action, subject, actor: ctx.actor, at: ctx.now }))
}

/** Writes an entry of a workspace in a transaction that is set to it. */
export async function writeEntry(db: Db, workspaceId: string, { action, subject, actor, at }: AuditEntry): Promise<void> {
  await db
    .insertInto('audit_entries')
    .values({
      workspace_id: workspaceId,
      id: randomUUIDv7(),
      at,
      actor_kind: actor.kind,
      actor_id: actor.userId ?? actor.id ?? null,
      action,
      subject_kind: subject.kind,
      subject_id: subject.id,
      address: actor.address ?? null,
      agent: actor.agent ?? null,
      details: JSON.stringify(subject.details ?? {}),
    })
    .execute()
}
