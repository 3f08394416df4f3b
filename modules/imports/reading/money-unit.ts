import { normalise } from '#pure/text'
import { headingWords } from './headings.ts'

/** The unit that a text names: 'IRT' for تومان, 'IRR' for ریال, else the ISO code; null when it names none. */
export function moneyUnitIn(text: string): string | null {
  const plain = normalise(text)
  const sign = SIGNS.find(([pattern]) => pattern.test(plain))
  return sign ? sign[1] : null
}

/**
 * The unit of the amounts in a file, from the heading and values of the amounts, a column called currency, and other headings that name one.
 * Null when nothing in the file says.
 */
export function moneyUnitOf(
  columns: readonly { readonly heading: string | null; readonly samples: readonly string[] }[],
  amounts: readonly number[],
): string | null {
  const ofAmounts = columns.filter((_, index) => amounts.includes(index))
  for (const { heading, samples } of ofAmounts) {
    const unit = (heading && moneyUnitIn(heading)) ?? mostNamed(samples)
    if (unit) return unit
  }
  const currency = columns.find(
    ({ heading }) => heading !== null && /^(?:order )?currency(?: code)?$|^(?:ارز|واحد پول|واحد پولی|نوع ارز)$/.test(headingWords(heading)),
  )
  const stated = currency ? mostNamed(currency.samples) : null
  return stated ?? columns.map(({ heading }) => (heading === null ? null : moneyUnitIn(heading))).find((unit) => unit !== null) ?? null
}

/** The currency of the country that most rows name. */
export function currencyOfCountry(samples: readonly string[]): string | null {
  const counts = new Map<string, number>()
  for (const sample of samples) {
    const unit = COUNTRIES.get(normalise(sample))
    if (unit) counts.set(unit, (counts.get(unit) ?? 0) + 1)
  }
  const [unit, count] = [...counts].reduce((most, next) => (next[1] > most[1] ? next : most), ['', 0])
  return count > samples.length / 2 ? unit : null
}

const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/تومان|تومن|\btomans?\b|\birt\b/, 'IRT'],
  [/ریال|﷼|\brials?\b|\birr\b/, 'IRR'],
  [/£|\bgbp\b|\bsterling\b|پوند/, 'GBP'],
  [/€|\beur\b|\beuros?\b|یورو/, 'EUR'],
  [/\baud\b/, 'AUD'],
  [/\bcad\b/, 'CAD'],
  [/\$|\busd\b|\bdollars?\b|دلار/, 'USD'],
  [/\baed\b|\bdirhams?\b|درهم/, 'AED'],
  [/₺|\btry\b|لیر/, 'TRY'],
  [/₹|\binr\b|\brupees?\b/, 'INR'],
  [/\biqd\b|دینار/, 'IQD'],
  [/\bafn\b|افغانی/, 'AFN'],
  [/¥|\bjpy\b|\byen\b/, 'JPY'],
]

const COUNTRIES = new Map<string, string>([
  ['united kingdom', 'GBP'],
  ['uk', 'GBP'],
  ['gb', 'GBP'],
  ['great britain', 'GBP'],
  ['england', 'GBP'],
  ['united states', 'USD'],
  ['us', 'USD'],
  ['usa', 'USD'],
  ['united states of america', 'USD'],
  ['iran', 'IRT'],
  ['ir', 'IRT'],
  ['ایران', 'IRT'],
  ['germany', 'EUR'],
  ['de', 'EUR'],
  ['france', 'EUR'],
  ['fr', 'EUR'],
  ['spain', 'EUR'],
  ['italy', 'EUR'],
  ['netherlands', 'EUR'],
  ['australia', 'AUD'],
  ['canada', 'CAD'],
  ['turkey', 'TRY'],
  ['united arab emirates', 'AED'],
  ['india', 'INR'],
  ['japan', 'JPY'],
])

function mostNamed(samples: readonly string[]): string | null {
  const counts = new Map<string, number>()
  for (const sample of samples) {
    const unit = moneyUnitIn(sample)
    if (unit) counts.set(unit, (counts.get(unit) ?? 0) + 1)
  }
  const [unit, count] = [...counts].reduce((most, next) => (next[1] > most[1] ? next : most), ['', 0])
  return count > samples.filter((sample) => sample.trim() !== '').length / 2 ? unit : null
}
