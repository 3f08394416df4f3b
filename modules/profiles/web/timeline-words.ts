import i18next, { type TFunction } from 'i18next'
import type { Format } from '#web/format.tsx'
import type { ShownEntry } from '../api.ts'
import { isShopEvent, shopEventText } from './shop-events.ts'

type Words = TFunction<['profiles', 'web']>

const KINDS = ['order', 'return', 'cart', 'event', 'note', 'consent', 'import', 'merge', 'change', 'incident', 'segment'] as const

/** What a kind of entries is called; the kind itself when nobody has worded it. */
export function kindName(kind: string, t: TFunction<'profiles'>): string {
  const known = KINDS.find((each) => each === kind)
  return known ? t(`kind.${known}`) : kind
}

/** The sentence of an entry, with its values written as the reader writes them. Modules word further names under "timeline", dots as underscores. */
export function entryText(entry: ShownEntry, t: Words, format: Format, attributeOf: (key: string) => string): string {
  const known = shopEventText(entry, t, isolated)
  if (known) return known
  const values = valuesFor(entry, t, format)
  if (entry.name === 'change.attribute') return changeText(entry, t, { ...values, field: attributeOf(String(entry.values.subject)) })
  const field = CHANGED.find((each) => entry.name === `change.${each}`)
  if (field) return changeText(entry, t, { ...values, field: t(`profiles:changed.${field}`) })
  const name = entry.name.replaceAll('.', '_')
  const key = [`profiles:entry.${name}`, `${entry.module}:timeline.${name}`].find((each) => i18next.exists(each)) ?? ''
  if (!hasWords(key)) return entry.name
  const text: unknown = i18next.t(key, { ...values })
  return typeof text === 'string' ? text : entry.name
}

function changeText({ values: { before, after } }: ShownEntry, t: Words, values: Record<string, unknown>): string {
  if (before === null) return t('profiles:entry.set', values)
  return after === null ? t('profiles:entry.cleared', values) : t('profiles:entry.changed', values)
}

/** Fields whose changes are told with what stood there before and what stands there since. */
const CHANGED = [
  'name',
  'phone',
  'email',
  'country',
  'city',
  'language',
  'kind',
  'trade',
  'acquisition',
  'paymentTermsDays',
  'externalId',
] as const

/** What a sender said besides, by the sender's own names. */
export function detailsOf(entry: ShownEntry, format: Format): [string, string][] {
  if (isShopEvent(entry)) return []
  return Object.entries(entry.values).flatMap(([key, value]): [string, string][] => {
    if (!key.startsWith('p:') || value === null) return []
    return [[key.slice(2), typeof value === 'number' ? format.number(value, Number.isInteger(value) ? 0 : 2) : String(value)]]
  })
}

const MONEY = new Set(['total', 'amount', 'revenue', 'refunded'])

function valuesFor({ name, module, values, by }: ShownEntry, t: Words, format: Format): Record<string, unknown> {
  const currency = typeof values.currency === 'string' ? values.currency : undefined
  const written = Object.entries(values).map(([key, value]): [string, string | number] => {
    if (MONEY.has(key) && typeof value === 'string') return [key, format.money(value, { currency })]
    if (key.endsWith('At') && typeof value === 'string') return [key, format.instant(value)]
    if (typeof value === 'number') return [key, value]
    return [key, isolated(value === null ? '–' : String(value))]
  })
  const all: Record<string, unknown> = { ...Object.fromEntries(written), by: isolated(by ?? '–') }
  if (name === 'customer.created') return { ...all, source: sourceName(values.source, t) }
  if (name === 'customer.stage_changed') return { ...all, from: stageName(values.from, t), to: stageName(values.to, t) }
  if (name === 'visit.paged' || name === 'visit.screened') return { ...all, page: isolated(String(values.title ?? values.path ?? '–')) }
  if (module !== 'consent') return all
  const purpose = String((format.language === 'fa' ? values.purposeFa : values.purposeEn) ?? values.purpose ?? '')
  return { ...all, purpose, channel: channelName(values.channel, t) }
}

/** Keeps Latin names and numbers from turning Persian sentences round. */
function isolated(text: string): string {
  return `\u2068${text}\u2069`
}

const STAGES = ['prospect', 'new', 'returned', 'repeat', 'at_risk', 'former'] as const
const CHANNELS = ['email', 'sms', 'bot', 'push', 'chat', 'phone'] as const

function stageName(value: unknown, t: Words): string {
  const stage = STAGES.find((each) => each === value)
  return stage ? t(`profiles:stage.${stage}`) : '–'
}

const SOURCES = ['tracking', 'import', 'shop', 'member'] as const

/** Where a customer came from first; a shop's own name where it is one. */
function sourceName(value: ShownEntry['values'][string] | undefined, t: Words): string {
  const source = SOURCES.find((each) => each === value)
  return source ? t(`profiles:cameFrom.${source}`) : isolated(String(value ?? '–'))
}

function channelName(value: ShownEntry['values'][string] | undefined, t: Words): string {
  const channel = CHANNELS.find((each) => each === value)
  return channel ? t(`profiles:channel.${channel}`) : String(value ?? '–')
}

/** Names come from the server at run time: whether a key exists can only be asked now, so any one of them stands for its type. */
function hasWords(key: string): key is 'errors.unexpected' {
  return key !== '' && i18next.exists(key)
}
