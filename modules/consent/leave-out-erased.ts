import { sql } from 'kysely'
import type { Ctx } from '#core/context'

/**
 * Takes the phones and e-mails of erased people out of a temporary table of lines (those that a file is staged in), so that a file does not bring them back
 * under their address: what they bought stays together under a key that says nothing. Gives the number of lines.
 */
export async function leaveOutErased(ctx: Ctx, lines: string): Promise<number> {
  const known = ctx.db.selectFrom('consent_suppressions').select('hash').where('workspace_id', '=', ctx.workspace.id)
  if ((await known.limit(1).executeTakeFirst()) === undefined) return 0
  const hash = (kind: 'phone' | 'email', value: ReturnType<typeof sql>) =>
    sql`encode(sha256(convert_to(${`${ctx.workspace.id}\n${kind}\n`}::text || lower(${value}), 'UTF8')), 'hex')`
  const erased = (kind: 'phone' | 'email', value: ReturnType<typeof sql>) => sql`
    exists (
      select from consent_suppressions e
      where e.workspace_id = ${ctx.workspace.id} and e.kind = ${kind} and e.hash = ${hash(kind, value)})`
  const { numAffectedRows } = await sql`
    update ${sql.table(lines)} l
    set key = case
          when l.key like 'phone:%' and ${erased('phone', sql`substr(l.key, 7)`)} then 'id:erased-' || left(${hash('phone', sql`substr(l.key, 7)`)}, 12)
          when l.key like 'email:%' and ${erased('email', sql`substr(l.key, 7)`)} then 'id:erased-' || left(${hash('email', sql`substr(l.key, 7)`)}, 12)
          else l.key end,
        name = null, search = null, phone = null, email = null, facts = null, agreed = nullif(l.agreed, true)
    where (l.phone is not null and ${erased('phone', sql`l.phone`)}) or (l.email is not null and ${erased('email', sql`l.email`)})`.execute(
    ctx.db,
  )
  return Number(numAffectedRows ?? 0n)
}
