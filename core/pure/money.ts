import { divideHalfAway, formatNumber, type Language, numberFormat } from './numbers.ts'

/** How Iranian money is shown. Stored is always the Rial; the Toman is ten of them. */
export type MoneyDisplay = 'toman' | 'rial'

export interface MoneyStyle {
  readonly currency: string
  readonly language: Language
  readonly moneyDisplay: MoneyDisplay
  /** 8.9M rather than 8,911,407.90. */
  readonly compact?: boolean
  /** The number alone, for tables whose heading names the unit. */
  readonly bare?: boolean
}

/** How many decimals the stored minor unit of a currency stands for. The Rial has no smaller unit in use: 0. */
export function exponentOf(currency: string): number {
  if (currency === 'IRR' || currency === 'IRT') return 0
  const known = exponents.get(currency)
  if (known !== undefined) return known
  const exponent = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  exponents.set(currency, exponent)
  return exponent
}

/** True for a currency that money can be stored in: ISO 4217 as Intl knows it. */
export function isCurrency(code: string): boolean {
  return /^[A-Z]{3}$/.test(code) && Intl.supportedValuesOf('currency').includes(code)
}

/** The ISO currency behind a unit that people write amounts in, and how many of its minor units one written unit is worth. */
export function unitOfMoney(unit: string): { readonly currency: string; readonly factor: bigint } {
  if (unit === 'IRT') return { currency: 'IRR', factor: 10n }
  return { currency: unit, factor: 10n ** BigInt(exponentOf(unit)) }
}

/** Minor units as people read them, with the unit's sign or name: £8,911,407.90 · ۸۹۱٬۱۴۰ تومان · ۱۲٫۵۰ پوند بریتانیا. */
export function formatMoney(minor: bigint | string, style: MoneyStyle): string {
  const amount = BigInt(minor)
  if (style.currency === 'IRR') return formatRial(amount, style)
  const decimals = exponentOf(style.currency)
  const options: Intl.NumberFormatOptions = style.compact
    ? { notation: 'compact', maximumFractionDigits: 1 }
    : { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
  const unit: Intl.NumberFormatOptions = style.bare
    ? {}
    : { style: 'currency', currency: style.currency, currencyDisplay: UNIT_DISPLAY[style.language] }
  return formatDecimal(amount, decimals, numberFormat(style.language, { ...unit, ...options }))
}

/** The unit's name for a table heading: Toman, ریال, GBP. */
export function moneyUnitName({ currency, language, moneyDisplay }: MoneyStyle): string {
  if (currency !== 'IRR') return currency
  if (moneyDisplay === 'toman') return language === 'fa' ? 'تومان' : 'Toman'
  return language === 'fa' ? 'ریال' : 'Rial'
}

/** Minor units as a plain decimal for machines: 891140790 GBP is '8911407.90'. */
export function minorToDecimal(minor: bigint | string, currency: string): string {
  return shift(BigInt(minor), exponentOf(currency))
}

/** Minor units as a JavaScript number of major units, for charts only. */
export function minorToNumber(minor: bigint | string, { currency, moneyDisplay }: Pick<MoneyStyle, 'currency' | 'moneyDisplay'>): number {
  const perUnit = currency === 'IRR' && moneyDisplay === 'toman' ? 10 : 10 ** exponentOf(currency)
  return Number(minor) / perUnit
}

/** A foreign sign beside Persian digits jumps from side to side, so Persian names the unit: ۸٫۹ میلیون پوند بریتانیا. */
const UNIT_DISPLAY = { en: 'narrowSymbol', fa: 'name' } as const

const exponents = new Map<string, number>()

function formatRial(amount: bigint, style: MoneyStyle): string {
  const shown = style.moneyDisplay === 'toman' ? divideHalfAway(amount, 10n) : amount
  const number = style.compact
    ? numberFormat(style.language, { notation: 'compact', maximumFractionDigits: 1 }).format(shown)
    : formatNumber(shown, style.language)
  return style.bare ? number : `${number} ${moneyUnitName(style)}`
}

/** Intl takes decimal strings exactly, so nothing is lost beyond 2 ** 53. */
function formatDecimal(minor: bigint, decimals: number, format: Intl.NumberFormat): string {
  const text = shift(minor, decimals)
  return isDecimalText(text) ? format.format(text) : format.format(Number(text))
}

function isDecimalText(text: string): text is `${number}` {
  return /^-?\d+(?:\.\d+)?$/.test(text)
}

function shift(minor: bigint, decimals: number): string {
  if (decimals === 0) return String(minor)
  const digits = String(minor < 0n ? -minor : minor).padStart(decimals + 1, '0')
  return `${minor < 0n ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}
