import { randomUUIDv7 } from 'node:crypto'
import { inTransaction, type Ctx } from '#core/context'
import { normalise } from '#pure/text'

/** A customer for tests; tests name only what matters to them. */
export async function makeCustomer(ctx: Ctx, over: Partial<Contact> = {}): Promise<{ readonly id: string }> {
  const id = randomUUIDv7()
  const contact = { ...NOBODY, name: 'Sara', ...over }
  const search = normalise([contact.name, contact.phone, contact.email, contact.external_id].filter((part) => part !== null).join(' '))
  await inTransaction(ctx, (ctx) =>
    ctx.db
      .insertInto('customers')
      .values({ workspace_id: ctx.workspace.id, id, ...contact, search, import_id: null, created_at: ctx.now })
      .execute(),
  )
  return { id }
}

interface Contact {
  readonly name: string | null
  readonly phone: string | null
  readonly email: string | null
  readonly external_id: string | null
  readonly country: string | null
}

const NOBODY: Contact = { name: null, phone: null, email: null, external_id: null, country: null }
