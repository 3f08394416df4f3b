import { sql } from 'kysely'
import * as z from 'zod'
import type { Ctx } from '#core/context'
import { FIELD_COLUMNS, FIELDS, laterWords, type HeldKey, type Profile, type Said, type Word } from '../domain-said.ts'
import type { IdentifierKind } from '../domain-identity.ts'

/** A customer's row as far as words are concerned. */
export interface PersonRow {
  readonly id: string
  readonly root: string
  readonly name: string | null
  readonly phone: string | null
  readonly email: string | null
  readonly country: string | null
  readonly external_id: string | null
  readonly city: string | null
  readonly language: string | null
  readonly kind: string
  readonly trade: string
  readonly birthday: string | null
  readonly birthday_calendar: string | null
  readonly acquisition: string | null
  readonly owner_id: string | null
  readonly payment_terms_days: number | null
  readonly tags: readonly string[]
  readonly attributes: unknown
  readonly search: string
  readonly said: unknown
  readonly import_id: string | null
  readonly is_visitor: boolean
  readonly created_at: Date
  readonly erased_at: Date | null
}

/** A profile with its row; `own` are the words in its own keeping, `said` those of imports too. */
export interface FamilyMember extends Profile {
  readonly row: PersonRow
  readonly own: Said
}

/** A root with all profiles merged into it; the root stands first. */
export interface Family {
  readonly root: string
  readonly members: readonly FamilyMember[]
}

/** The whole families of these profiles, with everything said about them. */
export async function readFamilies(ctx: Ctx, profileIds: readonly string[]): Promise<Family[]> {
  if (profileIds.length === 0) return []
  const { rows } = await sql<PersonRow>`
    with roots as (
      select distinct coalesce(merged_into, id) as id
      from customers
      where workspace_id = ${ctx.workspace.id} and id = any(${[...new Set(profileIds)]}::uuid[])
    )
    select ${COLUMNS} from roots r join customers c on c.workspace_id = ${ctx.workspace.id} and c.id = r.id
    union all
    select ${COLUMNS} from roots r join customers c on c.workspace_id = ${ctx.workspace.id} and c.merged_into = r.id`.execute(ctx.db)
  const ids = rows.map(({ id }) => id)
  const keys = await keysOf(ctx, ids)
  const layers = await layersOf(ctx, ids)
  const families = new Map<string, FamilyMember[]>()
  for (const row of rows) {
    const own = row.said === null ? seedOf(row, layers.get(row.id) ?? []) : SaidShape.parse(row.said)
    const said = (layers.get(row.id) ?? []).reduce((said, layer) => laterWords(said, wordsOfLayer(layer)), own)
    const member = { id: row.id, row, own, said, keys: keys.get(row.id) ?? [] }
    families.set(row.root, row.id === row.root ? [member, ...(families.get(row.root) ?? [])] : [...(families.get(row.root) ?? []), member])
  }
  return [...families].map(([root, members]) => ({ root, members }))
}

const COLUMNS = sql.raw(`
  c.id, coalesce(c.merged_into, c.id) as root, c.name, c.phone, c.email, c.country, c.external_id, c.city, c.language, c.kind, c.trade, c.birthday,
  c.birthday_calendar, c.acquisition, c.owner_id, c.payment_terms_days, c.tags, c.attributes, c.search, c.said, c.import_id, c.is_visitor, c.created_at, c.erased_at`)

const SaidShape = z.record(z.string(), z.object({ value: z.unknown(), at: z.string(), by: z.string() }))
const Attributes = z.record(z.string(), z.unknown())

/** What one import said about a customer who was known, and what was there before. */
interface Layer {
  readonly import_id: string
  readonly at: string
  readonly was: Readonly<Record<string, string | null>>
  readonly says: Readonly<Record<string, string | null>>
}

const Texts = z.record(z.string(), z.string().nullable())
const LayerShape = z.object({ at: z.string(), was: Texts, says: Texts })

async function layersOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Layer[]>> {
  const { rows } = await sql<{ customer_id: string; import_id: string; before: unknown }>`
    select customer_id, import_id, before from customers_changes
    where workspace_id = ${ctx.workspace.id} and customer_id = any(${ids}::uuid[])
    order by customer_id, before ->> 'at'`.execute(ctx.db)
  return Map.groupBy(
    rows.map((row) => ({ ...LayerShape.parse(row.before), import_id: row.import_id, customer_id: row.customer_id })),
    (layer) => layer.customer_id,
  )
}

async function keysOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, HeldKey[]>> {
  const { rows } = await sql<{ customer_id: string; kind: IdentifierKind; source: string; value: string; addedAt: Date | null }>`
    select customer_id, kind, source, value, added_at as "addedAt" from customers_keys
    where workspace_id = ${ctx.workspace.id} and customer_id = any(${ids}::uuid[]) and kind <> 'name' and (recognises or kind <> 'external')`.execute(
    ctx.db,
  )
  return Map.groupBy(rows, ({ customer_id }) => customer_id)
}

/** A file's words about a customer have the time of the import. */
function wordsOfLayer({ import_id, at, says }: Layer): Said {
  return wordsFrom(says, at, speakerOf(import_id))
}

/** How imports are named as speakers. */
export function speakerOf(importId: string | null): string {
  return importId === null ? 'start' : `import:${importId}`
}

/** A profile about which nobody but imports spoke: its columns are its own words, below what later imports said. */
function seedOf(row: PersonRow, layers: readonly Layer[]): Said {
  const at = row.created_at.toISOString()
  const by = speakerOf(row.import_id)
  const lowest = layers[0]?.was ?? row
  const { name, phone, email, country, external_id: externalId } = lowest
  const rest = Object.fromEntries(
    FIELDS.filter((field) => !IMPORTED.has(field)).map((field) => [
      field,
      DEFAULTS.has(row[FIELD_COLUMNS[field]]) ? null : row[FIELD_COLUMNS[field]],
    ]),
  )
  const said: Record<string, Word> = { ...wordsFrom({ name, phone, email, country, external_id: externalId, ...rest }, at, by) }
  for (const tag of row.tags) said[`tag:${tag}`] = { value: true, at, by }
  for (const [key, value] of Object.entries(Attributes.parse(row.attributes))) said[`attribute:${key}`] = { value, at, by }
  return said
}

const IMPORTED: ReadonlySet<string> = new Set(['name', 'phone', 'email', 'country'])
const DEFAULTS: ReadonlySet<unknown> = new Set(['person', 'end'])

function wordsFrom(values: Readonly<Record<string, unknown>>, at: string, by: string): Said {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([subject, value]) => [subject === 'external_id' ? 'externalId' : subject, { value, at, by }]),
  )
}
