import { normalise } from '#pure/text'
import type { Identifier, IdentifierKind } from './domain-identity.ts'

/** What can be said about a person; null clears. */
export interface PersonFields {
  readonly name: string | null
  readonly phone: string | null
  readonly email: string | null
  readonly country: string | null
  readonly city: string | null
  readonly language: string | null
  readonly kind: 'person' | 'business' | null
  readonly trade: 'end' | 'reseller' | null
  /** 'yyyy-mm-dd' or '--mm-dd' in `birthdayCalendar`. */
  readonly birthday: string | null
  readonly birthdayCalendar: 'gregorian' | 'persian' | null
  readonly acquisition: string | null
  readonly ownerId: string | null
  readonly paymentTermsDays: number | null
}

/** Somebody's word about a profile, at its time. Of each field, each attribute and each tag the latest word counts, in whatever order they arrive. */
export interface Saying {
  readonly profileId: string
  readonly at: Date
  readonly by: string
  readonly fields: { readonly [Field in keyof PersonFields]?: PersonFields[Field] | undefined }
  readonly attributes?: Readonly<Record<string, unknown>> | undefined
  readonly tags?: { readonly add?: readonly string[]; readonly remove?: readonly string[] } | undefined
  readonly identifiers?: readonly Identifier[] | undefined
}

/** One word: the value, when it was said (ISO, UTC) and by whom. */
export interface Word {
  readonly value: unknown
  readonly at: string
  readonly by: string
}

/** Words by subject: a field, 'attribute:size', 'tag:regular', or 'externalId', which only what was there before may say. */
export type Said = Readonly<Record<string, Word>>

/** Fields and the columns in which a root shows them. */
export const FIELD_COLUMNS = {
  name: 'name',
  phone: 'phone',
  email: 'email',
  country: 'country',
  city: 'city',
  language: 'language',
  kind: 'kind',
  trade: 'trade',
  birthday: 'birthday',
  birthdayCalendar: 'birthday_calendar',
  acquisition: 'acquisition',
  ownerId: 'owner_id',
  paymentTermsDays: 'payment_terms_days',
} as const satisfies Record<keyof PersonFields, string>

export const FIELDS = [
  'name',
  'phone',
  'email',
  'country',
  'city',
  'language',
  'kind',
  'trade',
  'birthday',
  'birthdayCalendar',
  'acquisition',
  'ownerId',
  'paymentTermsDays',
] as const satisfies readonly (keyof PersonFields)[]

/** The words of a saying. */
export function wordsOf({ at, by, fields, attributes = {}, tags = {} }: Saying): Said {
  const word = (value: unknown): Word => ({ value, at: at.toISOString(), by })
  const said: Record<string, Word> = {}
  for (const field of FIELDS) if (fields[field] !== undefined) said[field] = word(fields[field])
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) said[`${ATTRIBUTE}${key}`] = word(value)
  for (const tag of tags.add ?? []) said[`${TAG}${tag}`] = word(true)
  for (const tag of tags.remove ?? []) said[`${TAG}${tag}`] = word(false)
  return said
}

/** Both, of each subject the later word. */
export function laterWords(one: Said, other: Said): Said {
  const said = { ...one }
  for (const [subject, word] of Object.entries(other)) {
    const known = said[subject]
    if (!known || isLater(word, known)) said[subject] = word
  }
  return said
}

/** Of two words at the same instant the one with the greater speaker, then the greater value, so that no order of arrival matters. */
function isLater(one: Word, other: Word): boolean {
  if (one.at !== other.at) return one.at > other.at
  if (one.by !== other.by) return one.by > other.by
  return JSON.stringify(one.value) > JSON.stringify(other.value)
}

/** An identifier as a profile holds it. Imports do not note when. */
export interface HeldKey {
  readonly kind: IdentifierKind
  readonly source: string
  readonly value: string
  readonly addedAt: Date | null
}

/** A profile as the fold over its family sees it. */
export interface Profile {
  readonly id: string
  readonly said: Said
  readonly keys: readonly HeldKey[]
}

/** A root's columns, as they follow from its family. */
export interface Shown {
  readonly fields: PersonFields
  readonly externalId: string | null
  readonly tags: readonly string[]
  readonly attributes: Readonly<Record<string, unknown>>
  readonly search: string
  /** The latest words behind them, with the profile about which each was said. */
  readonly words: ReadonlyMap<string, Word & { readonly profileId: string }>
}

/** What a family shows: the latest word on each subject. A phone or an e-mail nobody spoke of is the first that one of them was known by. */
export function foldFamily(family: readonly Profile[]): Shown {
  const words = latestWords(family)
  const keys = family.flatMap(({ keys }) => keys).toSorted(byTime)
  const valueOf = (subject: string) => words.get(subject)?.value ?? null
  const text = (subject: string) => textOf(valueOf(subject))
  const contact = (kind: 'phone' | 'email') => (words.has(kind) ? text(kind) : (keys.find((key) => key.kind === kind)?.value ?? null))
  const terms = valueOf('paymentTermsDays')
  const calendar = valueOf('birthdayCalendar')
  const fields: PersonFields = {
    name: text('name'),
    phone: contact('phone'),
    email: contact('email'),
    country: text('country'),
    city: text('city'),
    language: text('language'),
    kind: valueOf('kind') === 'business' ? 'business' : 'person',
    trade: valueOf('trade') === 'reseller' ? 'reseller' : 'end',
    birthday: text('birthday'),
    birthdayCalendar: calendar === 'gregorian' || calendar === 'persian' ? calendar : null,
    acquisition: text('acquisition'),
    ownerId: text('ownerId'),
    paymentTermsDays: typeof terms === 'number' ? terms : null,
  }
  const externalId = textOf(firstSaid(family)) ?? keys.find(({ kind, source }) => kind === 'external' && source === '')?.value ?? null
  return { fields, externalId, ...collections(words), search: searchText(fields, externalId, keys), words }
}

const ATTRIBUTE = 'attribute:'
const TAG = 'tag:'

function latestWords(family: readonly Profile[]): Map<string, Word & { readonly profileId: string }> {
  const latest = new Map<string, Word & { readonly profileId: string }>()
  for (const { id, said } of family) {
    for (const [subject, word] of Object.entries(said)) {
      const known = latest.get(subject)
      if (!known || isLater(word, known)) latest.set(subject, { ...word, profileId: id })
    }
  }
  return latest
}

/** The shop's own number as first seen. */
function firstSaid(family: readonly Profile[]): unknown {
  const words = family.flatMap(({ said }) => said.externalId ?? [])
  return words.toSorted((one, other) => (isLater(one, other) ? 1 : -1))[0]?.value ?? null
}

function collections(words: ReadonlyMap<string, Word>): { tags: string[]; attributes: Record<string, unknown> } {
  const tags: string[] = []
  const attributes: [string, unknown][] = []
  for (const [subject, { value }] of words) {
    if (subject.startsWith(TAG) && value === true) tags.push(subject.slice(TAG.length))
    if (subject.startsWith(ATTRIBUTE) && value !== null) attributes.push([subject.slice(ATTRIBUTE.length), value])
  }
  attributes.sort(([one], [other]) => (one < other ? -1 : 1))
  return { tags: tags.toSorted(), attributes: Object.fromEntries(attributes) }
}

const FOUND_BY: readonly IdentifierKind[] = ['external', 'phone', 'email', 'telegram', 'bale', 'instagram']

function searchText({ name, phone, email }: PersonFields, externalId: string | null, keys: readonly HeldKey[]): string {
  const found = FOUND_BY.flatMap((kind) => keys.filter((key) => key.kind === kind).map(({ value }) => value))
  return normalise([...new Set([name, externalId, ...found, phone, email])].filter((part) => part !== null).join(' '))
}

function byTime(one: HeldKey, other: HeldKey): number {
  const difference = (one.addedAt?.getTime() ?? 0) - (other.addedAt?.getTime() ?? 0)
  return difference === 0 ? (one.value < other.value ? -1 : 1) : difference
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
