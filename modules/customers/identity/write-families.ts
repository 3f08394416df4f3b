import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { FIELD_COLUMNS, FIELDS, foldFamily, type Said, type Shown } from '../domain-said.ts'
import type { Family, PersonRow } from './read-families.ts'

/** A column of a root that reads otherwise than before. */
export interface ColumnChange {
  readonly root: string
  readonly field: string
  readonly before: unknown
  readonly after: unknown
  /** The word that did it; null where it follows from an identifier. */
  readonly word: { readonly profileId: string; readonly at: string; readonly by: string } | null
}

/**
 * Writes what these families show into the columns of their roots, and gives what changed. From now on the roots' columns are not their own words any
 * more, so those that kept none keep them now; so do the profiles of `spoken`, whose words are new.
 */
export async function showFamilies(
  ctx: Ctx,
  families: readonly Family[],
  spoken: ReadonlyMap<string, Said> = new Map(),
): Promise<ColumnChange[]> {
  const keeping = new Map(spoken)
  const changes: ColumnChange[] = []
  const rows: object[] = []
  for (const { root, members } of families) {
    const [first] = members
    if (!first) continue
    if (first.row.said === null && !keeping.has(root)) keeping.set(root, first.own)
    const shown = foldFamily(members)
    const columns = columnsOf(shown)
    const changed = changesOf(first.row, columns, shown)
    changes.push(...changed.map((change) => ({ root, ...change })))
    if (changed.length > 0 || first.row.search !== shown.search) rows.push({ id: root, ...columns, search: shown.search })
  }
  await keepWords(ctx, keeping)
  await writeColumns(ctx, rows)
  return changes
}

async function keepWords(ctx: Ctx, words: ReadonlyMap<string, Said>): Promise<void> {
  if (words.size === 0) return
  await sql`
    update customers c set said = w.said
    from unnest(${[...words.keys()]}::uuid[], ${[...words.values()].map((said) => JSON.stringify(said))}::jsonb[]) as w (id, said)
    where c.workspace_id = ${ctx.workspace.id} and c.id = w.id`.execute(ctx.db)
}

async function writeColumns(ctx: Ctx, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    update customers c
    set name = r.name, phone = r.phone, email = r.email, country = r.country, external_id = r.external_id, city = r.city, language = r.language,
        kind = r.kind, trade = r.trade, birthday = r.birthday, birthday_calendar = r.birthday_calendar, acquisition = r.acquisition,
        owner_id = r.owner_id, payment_terms_days = r.payment_terms_days, tags = r.tags, attributes = r.attributes, search = r.search,
        changed_at = ${ctx.now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
      id uuid, name text, phone text, email text, country text, external_id text, city text, language text, kind text, trade text, birthday text,
      birthday_calendar text, acquisition text, owner_id text, payment_terms_days int, tags text[], attributes jsonb, search text)
    where c.workspace_id = ${ctx.workspace.id} and c.id = r.id`.execute(ctx.db)
}

type Columns = Pick<PersonRow, (typeof FIELD_COLUMNS)[keyof typeof FIELD_COLUMNS] | 'external_id' | 'tags' | 'attributes'>

/** What a family shows, by column. */
export function columnsOf({ fields, externalId, tags, attributes }: Shown): Columns {
  return {
    name: fields.name,
    phone: fields.phone,
    email: fields.email,
    country: fields.country,
    external_id: externalId,
    city: fields.city,
    language: fields.language,
    kind: fields.kind ?? 'person',
    trade: fields.trade ?? 'end',
    birthday: fields.birthday,
    birthday_calendar: fields.birthdayCalendar,
    acquisition: fields.acquisition,
    owner_id: fields.ownerId,
    payment_terms_days: fields.paymentTermsDays,
    tags,
    attributes,
  }
}

function changesOf(row: PersonRow, columns: Columns, { words }: Shown): Omit<ColumnChange, 'root'>[] {
  const change = (field: string, before: unknown, after: unknown) =>
    isDeepStrictEqual(before, after) ? [] : [{ field, before, after, word: words.get(field) ?? null }]
  const had = recordOf(row.attributes)
  const has = recordOf(columns.attributes)
  return [
    ...FIELDS.flatMap((field) => change(field, row[FIELD_COLUMNS[field]], columns[FIELD_COLUMNS[field]])),
    ...change('externalId', row.external_id, columns.external_id),
    ...[...new Set([...row.tags, ...columns.tags])].flatMap((tag) =>
      change(`tag:${tag}`, row.tags.includes(tag), columns.tags.includes(tag)),
    ),
    ...[...new Set([...Object.keys(had), ...Object.keys(has)])].flatMap((key) =>
      change(`attribute:${key}`, had[key] ?? null, has[key] ?? null),
    ),
  ]
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
