import type { Ctx } from '#core/context'
import type { ExportCell } from '#core/export'
import type { ListColumn, Words } from '#core/holdings'
import { isoOfDay } from '#pure/calendar'
import { formatDay } from '#pure/dates'
import { minorToNumber, moneyUnitName } from '#pure/money'
import { dayOf } from '#pure/zone'
import type { ListedRecord } from './listed-customers.ts'

/** Values of other modules' columns for one customer. */
export type MoreValues = Readonly<Record<string, string | number | boolean>>

/** One column of the file. */
export interface ExportColumn {
  readonly heading: string
  readonly cell: (customer: ListedRecord, more: MoreValues) => ExportCell
}

type Language = 'fa' | 'en'

interface Given {
  readonly language: Language
  /** Names of the columns in their order; the usual ones when not given. */
  readonly shown: readonly string[] | undefined
  /** Those of other modules. */
  readonly others: readonly ListColumn[]
  /** Names of members by their id. */
  readonly members: ReadonlyMap<string, string>
}

/** The columns of the file. Days are local ISO dates; a workspace on the Persian calendar gets them in that calendar as well. */
export function exportColumns(ctx: Ctx, given: Given): ExportColumn[] {
  const own = ownColumns(ctx, given)
  return (given.shown ?? USUAL).flatMap(
    (name) => own.get(name) ?? given.others.filter((each) => each.name === name).flatMap((each) => otherColumns(ctx, each, given.language)),
  )
}

const USUAL = ['name', 'phone', 'email', 'externalId', 'country', 'purchases', 'revenue', 'refunds', 'refunded', 'first', 'last']

function ownColumns(ctx: Ctx, { language, members }: Given): ReadonlyMap<string, ExportColumn[]> {
  const { workspace } = ctx
  const unit = moneyUnitName({ ...workspace, language })
  const amount = (minor: bigint | null) => (minor === null ? null : minorToNumber(minor, workspace))
  const one = ([fa, en]: readonly [string, string], cell: ExportColumn['cell']) => [{ heading: language === 'fa' ? fa : en, cell }]
  const days = (words: readonly [string, string], at: (customer: ListedRecord) => Date | null) =>
    dayColumns(ctx, words[language === 'fa' ? 0 : 1], language, at)
  return new Map([
    ['name', one(['نام', 'Name'], ({ name }) => name)],
    ['phone', one(['تلفن', 'Phone'], ({ phone }) => phone)],
    ['email', one(['ایمیل', 'E-mail'], ({ email }) => email)],
    ['externalId', one(['شناسهٔ مشتری', 'Customer ID'], ({ external_id }) => external_id)],
    ['country', one(['کشور', 'Country'], ({ country }) => country)],
    ['city', one(['شهر', 'City'], ({ city }) => city)],
    ['tags', one(['برچسب‌ها', 'Tags'], ({ tags }) => tags.join(language === 'fa' ? '، ' : ', '))],
    ['kind', one(['نوع', 'Kind'], ({ kind }) => KINDS[kind][language])],
    ['trade', one(['گونهٔ خرید', 'Buys'], ({ trade }) => TRADES[trade][language])],
    ['owner', one(['مسئول', 'Owner'], ({ owner_id }) => (owner_id === null ? null : (members.get(owner_id) ?? null)))],
    ['acquisition', one(['راه آشنایی', 'Acquisition source'], ({ acquisition }) => acquisition)],
    ['language', one(['زبان', 'Language'], ({ language: own }) => own)],
    ['purchases', one(['تعداد خرید', 'Purchases'], ({ purchases }) => purchases ?? 0)],
    ['revenue', one([`مبلغ خرید (${unit})`, `Revenue (${unit})`], ({ revenue }) => amount(revenue))],
    ['refunds', one(['تعداد بازپرداخت', 'Refunds'], ({ refunds }) => refunds ?? 0)],
    ['refunded', one([`مبلغ بازپرداخت (${unit})`, `Refunded (${unit})`], ({ refunded }) => amount(refunded))],
    ['usualGap', one(['فاصلهٔ معمول خریدها (روز)', 'Usual gap (days)'], ({ gap_days }) => gap_days)],
    ['first', days(['نخستین خرید', 'First purchase'], ({ first_at }) => first_at)],
    ['last', days(['آخرین خرید', 'Last purchase'], ({ last_at }) => last_at)],
    ['created', days(['ثبت', 'Added'], ({ created_at }) => created_at)],
    ['seen', days(['آخرین بازدید', 'Last seen'], ({ seen_at }) => seen_at)],
  ])
}

const KINDS = { person: { fa: 'شخص', en: 'Person' }, business: { fa: 'کسب‌وکار', en: 'Business' } } as const
const TRADES = { end: { fa: 'مشتری نهایی', en: 'End customer' }, reseller: { fa: 'مشتری تجاری', en: 'Reseller' } } as const

/** The ISO day and, where the workspace reckons so, the Persian one. */
function dayColumns({ workspace }: Ctx, heading: string, language: Language, at: (customer: ListedRecord) => Date | null): ExportColumn[] {
  const day = (instant: Date) => dayOf(instant.getTime(), workspace.timeZone)
  const shown = (write: (day: number) => string) => (customer: ListedRecord) => {
    const instant = at(customer)
    return instant ? write(day(instant)) : null
  }
  const iso = { heading, cell: shown(isoOfDay) }
  if (workspace.calendar !== 'persian') return [iso]
  const persian = shown((number) => formatDay(number, { calendar: 'persian', language: 'en', style: 'numeric' }))
  return [iso, { heading: language === 'fa' ? `${heading} (شمسی)` : `${heading} (Persian)`, cell: persian }]
}

function otherColumns({ workspace }: Ctx, { name, label, type, choices = [] }: ListColumn, language: Language): ExportColumn[] {
  const word = (words: Words) => (typeof words === 'string' ? words : words[language])
  const cell = (value: string | number | boolean | undefined): ExportCell => {
    if (value === undefined) return null
    if (type === 'money') return minorToNumber(String(value), workspace)
    if (typeof value === 'boolean') return YES_NO[value ? 'yes' : 'no'][language]
    const chosen = choices.find((choice) => choice.value === value)
    return chosen ? word(chosen.label) : value
  }
  return [{ heading: word(label), cell: (_, more) => cell(more[name]) }]
}

const YES_NO = { yes: { fa: 'بله', en: 'Yes' }, no: { fa: 'خیر', en: 'No' } } as const
