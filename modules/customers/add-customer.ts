import { randomUUIDv7 } from 'node:crypto'
import { audit } from '#core/audit'
import { inTransaction, type Ctx } from '#core/context'
import { invalid, refused } from '#core/errors'
import { emit } from '#core/events'
import { tidy } from '#pure/text'
import type { NewCustomer } from './api.ts'
import { readIdentifier, type Identifier } from './domain-identity.ts'
import { otherHolder } from './identity/identifiers.ts'
import { lockIdentities } from './identity/lock-identities.ts'
import { sayAbout } from './identity/say-about.ts'
import { suggestSame } from './identity/suggestions.ts'

/**
 * Adds a customer by hand and gives the id. A contact that another customer has is refused with that one's id; asked for anyway, the two are suggested
 * as one person.
 */
export function addCustomer(ctx: Ctx, { name, kind, phone, email, anyway }: NewCustomer): Promise<{ id: string }> {
  return inTransaction(ctx, async (ctx) => {
    await lockIdentities(ctx)
    const contacts = [...contactOf('phone', phone), ...contactOf('email', email)]
    const known = await holderOf(ctx, contacts)
    if (known && !anyway) throw refused('customers.contact_known', { id: known.id, name: known.name })
    const id = randomUUIDv7()
    await insertBare(ctx, id)
    const by = ctx.actor.userId ?? ctx.actor.id ?? ctx.actor.kind
    await emit(ctx, 'customer.created', { customerId: id, source: 'member' }, { customerId: id })
    const fields = {
      kind,
      ...(name !== null && { name: tidy(name) }),
      ...Object.fromEntries(contacts.map((each) => [each.kind, each.value])),
    }
    await sayAbout(ctx, [{ profileId: id, at: ctx.now, by, fields, identifiers: contacts }], { isHistory: true })
    if (known) await suggestSame(ctx, [{ one: id, other: known.id, evidence: known.evidence }])
    await audit(ctx, 'customer.changed', { kind: 'customer', id, details: { fields: Object.keys(fields) } })
    return { id }
  })
}

function contactOf(kind: 'phone' | 'email', text: string | null): Identifier[] {
  if (text === null) return []
  const identifier = readIdentifier(kind, '', text)
  if (!identifier) throw invalid(`customers.not_a_${kind}`)
  return [identifier]
}

async function holderOf(ctx: Ctx, contacts: readonly Identifier[]) {
  for (const { kind, source, value } of contacts) {
    const holder = await otherHolder(ctx, [], { kind, source, value })
    if (holder) return { ...holder, evidence: [{ kind, value }] }
  }
  return null
}

async function insertBare(ctx: Ctx, id: string): Promise<void> {
  await ctx.db
    .insertInto('customers')
    .values({ workspace_id: ctx.workspace.id, id, search: '', said: JSON.stringify({}), import_id: null, created_at: ctx.now })
    .execute()
}
