import { parseArgs } from 'node:util'
import type { ColumnRole } from '#api/imports'
import type { Calendar } from '#pure/calendar'
import type { Language } from '#pure/numbers'

/** What `bazgasht import` was asked for. */
export interface ImportOptions {
  /** Null for the sample shop. */
  readonly file: string | null
  /** Name or id; null for the only one, or a new one. */
  readonly workspace: string | null
  /** 'IRT' is the Toman. */
  readonly unit: string | null
  readonly columns: Partial<Record<ColumnRole, string>>
  /** True when nobody is to be asked. */
  readonly yes: boolean
  readonly language: Language
  /** For a workspace that has yet to be made. */
  readonly timeZone: string | null
  readonly calendar: Calendar | null
}

export type ImportUsage = {
  readonly language: Language
  readonly problem: 'unknown' | 'no_file' | 'file_and_sample' | 'bad_value'
  readonly option: string
}
export type ReadImportOptions = { readonly options: ImportOptions } | { readonly usage: ImportUsage } | { readonly help: Language }

const STRING = { type: 'string' } as const
const BOOLEAN = { type: 'boolean' } as const

/** Which column option names which role. */
const ROLES: Readonly<Record<string, ColumnRole>> = {
  customer: 'customerId',
  name: 'customerName',
  phone: 'phone',
  email: 'email',
  order: 'orderNumber',
  date: 'date',
  time: 'time',
  amount: 'amount',
  quantity: 'quantity',
  price: 'price',
  discount: 'discount',
  product: 'productCode',
  'product-name': 'productName',
  category: 'category',
  payment: 'paymentMethod',
  shipping: 'shippingMethod',
  channel: 'channel',
  country: 'country',
  status: 'status',
}
const OPTIONS = {
  ...Object.fromEntries(Object.keys(ROLES).map((name) => [name, STRING])),
  workspace: STRING,
  unit: STRING,
  timezone: STRING,
  calendar: STRING,
  lang: STRING,
  sample: BOOLEAN,
  yes: { type: 'boolean', short: 'y' },
  help: { type: 'boolean', short: 'h' },
} as const

/** The options of a command line, what is wrong with it, or the language to help in. */
export function readImportOptions(args: readonly string[], fallback: Language): ReadImportOptions {
  const { tokens, values, positionals } = parseArgs({
    args: [...args],
    options: OPTIONS,
    allowPositionals: true,
    strict: false,
    tokens: true,
  })
  const given = new Map(Object.entries(values).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])))
  const lang = given.get('lang')
  const language = lang === 'fa' || lang === 'en' ? lang : fallback
  if (values['help'] === true) return { help: language }
  const usage = (problem: ImportUsage['problem'], option = '') => ({ usage: { language, problem, option } })
  for (const token of tokens) if (token.kind === 'option' && !Object.hasOwn(OPTIONS, token.name)) return usage('unknown', `--${token.name}`)
  const bad = [...given].find(([name, value]) => ACCEPTS[name]?.(value) === false)
  if (bad) return usage('bad_value', `--${bad[0]}`)
  const sample = values['sample'] === true
  if (!sample && positionals.length !== 1) return usage('no_file')
  if (sample && positionals.length > 0) return usage('file_and_sample')
  const calendar = given.get('calendar')
  return {
    options: {
      file: sample ? null : (positionals[0] ?? null),
      workspace: given.get('workspace') ?? null,
      unit: given.get('unit')?.toUpperCase() ?? null,
      columns: Object.fromEntries(
        Object.entries(ROLES).flatMap(([name, role]) => (given.has(name) ? [[role, given.get(name) ?? '']] : [])),
      ),
      yes: values['yes'] === true,
      language,
      timeZone: given.get('timezone') ?? null,
      calendar: calendar === 'persian' || calendar === 'gregorian' ? calendar : null,
    },
  }
}

const ACCEPTS: Readonly<Record<string, (value: string) => boolean>> = {
  unit: (value) => /^[A-Za-z]{3}$/.test(value),
  calendar: (value) => value === 'persian' || value === 'gregorian',
  lang: (value) => value === 'fa' || value === 'en',
  timezone: (value) => Intl.supportedValuesOf('timeZone').includes(value) || value === 'UTC',
}
