import { randomUUIDv7 } from 'node:crypto'
import { inTransaction, type Ctx } from '#core/context'
import type { AuditAction } from '#pure/audit-actions'

/** What was seen or changed. `id` is null for lists; `details` hold ids, names of fields and counts, never what they say about a person. */
export interface AuditSubject {
  readonly kind:
    | 'customer'
    | 'customers'
    | 'orders'
    | 'consent'
    | 'privacy'
    | 'incident'
    | 'workspace'
    | 'token'
    | 'key'
    | 'webhook'
    | 'shop'
  readonly id: string | null
  readonly details?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>
}

/** Writes down who did what, in the caller's transaction: what is rolled back was not done. */
export function audit(ctx: Ctx, action: AuditAction, subject: AuditSubject): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    const { kind, userId, id, address } = ctx.actor
    await ctx.db
      .insertInto('audit_entries')
      .values({
        workspace_id: ctx.workspace.id,
        id: randomUUIDv7(),
        at: ctx.now,
        actor_kind: kind,
        actor_id: userId ?? id ?? null,
        action,
        subject_kind: subject.kind,
        subject_id: subject.id,
        address: address ?? null,
        details: JSON.stringify(subject.details ?? {}),
      })
      .execute()
  })
}
