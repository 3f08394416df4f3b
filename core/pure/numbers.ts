/** Reading and showing numbers in Persian, Arabic and Latin digits. */

/** An exact decimal: units / 10 ** scale. */
export interface Decimal {
  readonly units: bigint
  readonly scale: number
}

export type Language = 'fa' | 'en'

/** The same text with Persian (۰–۹) and Arabic (٠–٩) digits as Latin ones. */
export function latinDigits(text: string): string {
  return /[۰-۹٠-٩]/.test(text) ? text.replace(/[۰-۹٠-٩]/g, (digit) => String(digit.charCodeAt(0) & 0xf)) : text
}

/** The same text with Latin digits as Persian ones. */
export function persianDigits(text: string): string {
  return text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0x6c0))
}

/** Whose digits a reader wants: those of the language, or always the same. */
export type Digits = 'language' | 'latin' | 'persian'

/** A text as a language writes it, with its numbers in the wanted digits and with the marks that belong to them. */
export function inDigits(text: string, digits: Digits): string {
  if (digits === 'latin') return latinDigits(text).replace(/[٬٫٪]/g, (mark) => LATIN_MARKS[mark] ?? mark)
  if (digits === 'language' || !/[0-9]/.test(text)) return text
  const marked = text.replace(/(?<=[0-9])(?:,(?=[0-9]{3})|\.(?=[0-9]))|(?<=[0-9])%/g, (mark) => PERSIAN_MARKS[mark] ?? mark)
  return persianDigits(marked)
}

const LATIN_MARKS: Readonly<Record<string, string>> = { '٬': ',', '٫': '.', '٪': '%' }
const PERSIAN_MARKS: Readonly<Record<string, string>> = { ',': '٬', '.': '٫', '%': '٪' }

/**
 * An exact decimal from what people type: any of the three kinds of digits, grouping by ٬ ، , . ' or blanks, a decimal mark ٫ . or ,
 * a leading or trailing minus or brackets for negative. Null when it is not a number.
 * A lone dot or comma with exactly three digits behind it is read by `decimalComma`: 1.234 groups where the comma is the decimal mark.
 */
export function parseDecimal(text: string, { decimalComma = false }: { readonly decimalComma?: boolean } = {}): Decimal | null {
  const { body, negative } = splitSign(latinDigits(text).replace(INVISIBLE, '').trim())
  const plain = body === null ? null : plainDecimal(body, decimalComma)
  if (plain === null) return null
  const [whole = '', fraction = ''] = plain.split('.')
  if (whole.length + fraction.length > MOST_DIGITS) return null
  const units = BigInt(whole + fraction)
  return { units: negative ? -units : units, scale: fraction.length }
}

/** The decimal in minor units of a currency with `exponent` decimals; halves go away from zero. */
export function decimalToMinor({ units, scale }: Decimal, exponent: number): bigint {
  if (scale <= exponent) return units * 10n ** BigInt(exponent - scale)
  return divideHalfAway(units, 10n ** BigInt(scale - exponent))
}

/** units / by, rounded to the nearest whole; halves go away from zero. */
export function divideHalfAway(units: bigint, by: bigint): bigint {
  const doubled = (units < 0n ? -units : units) * 2n + by
  const rounded = doubled / (2n * by)
  return units < 0n ? -rounded : rounded
}

/** The decimal as a JavaScript number, for quantities; exact up to 2 ** 53 units. */
export function decimalToNumber({ units, scale }: Decimal): number {
  return Number(units) / 10 ** scale
}

/** A number as people of the language read it, with `digits` decimals at most. */
export function formatNumber(value: number | bigint, language: Language, digits = 0): string {
  return numberFormat(language, { maximumFractionDigits: digits }).format(value)
}

/** A share between 0 and 1 as per cent with exactly `digits` decimals: 65.6% / ۶۵٫۶٪. */
export function formatPercent(share: number, language: Language, digits = 1): string {
  return numberFormat(language, { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits }).format(share)
}

/** A short form for axes and key figures: 8.9M / ۸٫۹ میلیون. */
export function formatCompact(value: number, language: Language): string {
  return numberFormat(language, { notation: 'compact', maximumFractionDigits: 1 }).format(value)
}

/** The cached Intl formatter of a language. */
export function numberFormat(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language}${JSON.stringify(options)}`
  const known = formats.get(key)
  if (known) return known
  const format = new Intl.NumberFormat(language === 'fa' ? 'fa-IR' : 'en-GB', options)
  formats.set(key, format)
  return format
}

const formats = new Map<string, Intl.NumberFormat>()
const MOST_DIGITS = 30
/** Direction marks and joiners that spreadsheets leave around numbers. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g

function splitSign(text: string): { body: string | null; negative: boolean } {
  const match = /^(?:\((.+)\)|([-−+])\s*(.+)|(.+?)\s*([-−])|(.+))$/.exec(text)
  if (!match) return { body: null, negative: false }
  const [, bracketed, sign, afterSign, beforeSign, trailing, bare] = match
  return {
    body: (bracketed ?? afterSign ?? beforeSign ?? bare ?? '').trim(),
    negative: Boolean(bracketed ?? trailing) || sign === '-' || sign === '−',
  }
}

/** 'ddd.ddd' with a dot as the only mark; null when the marks make no sense. */
function plainDecimal(body: string, decimalComma: boolean): string | null {
  const unified = body.replace(/[\s\u00a0\u202f'’]+(?=\d{3}(?:\D|$))/g, '٬')
  if (!/^\d*(?:[.,٫٬،]\d+)*[.,٫]?$/.test(unified) || !/\d/.test(unified)) return null
  const decimal = decimalMark(unified, decimalComma)
  const at = decimal === null ? -1 : unified.lastIndexOf(decimal)
  const whole = at < 0 ? unified : unified.slice(0, at)
  const fraction = at < 0 ? '' : unified.slice(at + 1)
  if (/\D/.test(fraction) || !groupsAreSound(whole)) return null
  return `${whole.replace(/\D/g, '')}.${fraction}`
}

/** Which mark is the decimal one; null when all of them group. */
function decimalMark(text: string, decimalComma: boolean): string | null {
  if (text.includes('٫')) return '٫'
  const marks = [...text.matchAll(/[.,]/g)].map(([mark]) => mark)
  const last = marks.at(-1)
  if (!last) return null
  if (marks.length > 1) return marks.every((mark) => mark === last) ? null : last
  if (text.includes('٬') || text.includes('،')) return last
  const groups = /^\d{1,3}[.,]\d{3}$/.test(text)
  if (!groups) return last
  return (last === ',') === decimalComma ? last : null
}

/** Groups of a number have three digits each, but for the first; the Indian 12,34,567 is let through. */
function groupsAreSound(whole: string): boolean {
  const groups = whole.split(/\D/)
  return (
    groups.length === 1 ||
    (groups[0] !== '' && groups.at(-1)?.length === 3 && groups.slice(1, -1).every((group) => group.length === 2 || group.length === 3))
  )
}
