import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { notFound, refused } from '#core/errors'
import type { MergePreview } from '../api-identity.ts'
import { FIELDS, foldFamily } from '../domain-said.ts'
import { peopleBeside, shownValue } from './people-beside.ts'
import { readFamilies, type Family } from './read-families.ts'

/** What making two customers one person would do, in numbers. */
export async function previewMerge(ctx: Ctx, survivorId: string, absorbedId: string): Promise<MergePreview> {
  const families = await readFamilies(ctx, [survivorId, absorbedId])
  const familyOf = (id: string) => families.find(({ members }) => members.some((member) => member.id === id))
  const [survivor, absorbed] = [familyOf(survivorId), familyOf(absorbedId)]
  if (!survivor || !absorbed) throw notFound('customers.not_found')
  if (survivor.root === absorbed.root) throw refused('customers.same_person')
  const people = await peopleBeside(ctx, [survivor.root, absorbed.root])
  const [one, other] = [people.get(survivor.root), people.get(absorbed.root)]
  if (!one || !other) throw notFound('customers.not_found')
  return {
    survivor: one,
    absorbed: other,
    changes: changesOf(ctx, survivor, absorbed),
    moves: {
      profiles: absorbed.members.length,
      identifiers: absorbed.members.reduce((sum, { keys }) => sum + keys.length, 0),
      purchases: other.purchases,
      refunds: other.refunds,
      ...(await countRows(
        ctx,
        absorbed.members.map(({ id }) => id),
      )),
    },
  }
}

/** Fields of the survivor that would read otherwise, because the other's words are later. */
function changesOf(ctx: Ctx, survivor: Family, absorbed: Family): MergePreview['changes'] {
  const before = foldFamily(survivor.members)
  const after = foldFamily([...survivor.members, ...absorbed.members])
  const text = (field: string, value: string | number | null) => shownValue(ctx, field, value === null ? null : String(value))
  const fields = FIELDS.flatMap((field) =>
    before.fields[field] === after.fields[field]
      ? []
      : [{ field, before: text(field, before.fields[field]), after: text(field, after.fields[field]) }],
  )
  const tags = after.tags.filter((tag) => !before.tags.includes(tag))
  return tags.length === 0 ? fields : [...fields, { field: 'tags', before: null, after: tags.join(', ') }]
}

async function countRows(ctx: Ctx, family: readonly string[]): Promise<{ events: number; edits: number }> {
  const { rows } = await sql<{ events: number; edits: number }>`
    select (select count(*)::int from events where workspace_id = ${ctx.workspace.id} and customer_id = any(${family}::uuid[])) as events,
           (select count(*)::int from customers_edits where workspace_id = ${ctx.workspace.id} and customer_id = any(${family}::uuid[])) as edits`.execute(
    ctx.db,
  )
  return rows[0] ?? { events: 0, edits: 0 }
}
