import { dateParts, weekdayOf } from '#pure/calendar'
import {
  addTo,
  cameBack,
  distinct,
  effectOf,
  emptyTally,
  FEWEST,
  isMature,
  judged,
  TOO_FEW,
  type Judged,
  type Standing,
  type Tally,
} from './domain-standing.ts'
import { compareShares, type Share } from './domain-statistics.ts'
import type { Names, StudiedCustomer, StudiedOrder, StudyFold } from './domain-studied.ts'

/** What first purchases may have in common. */
export const FACTOR_KINDS = [
  'product',
  'category',
  'channel',
  'payment',
  'shipping',
  'discount',
  'delay',
  'source',
  'city',
  'country',
  'weekday',
  'season',
  'basket',
  'value',
] as const
export type FactorKind = (typeof FACTOR_KINDS)[number]

/** Kinds whose levels are ours to name. */
export const FACTOR_LEVELS = {
  discount: ['no', 'yes'],
  delay: ['on_time', 'late_1_2', 'late_3'],
  weekday: ['1', '2', '3', '4', '5', '6', '7'],
  season: ['gregorian_1', 'gregorian_2', 'gregorian_3', 'gregorian_4', 'persian_1', 'persian_2', 'persian_3', 'persian_4'],
  basket: ['1', '2_3', '4_9', '10'],
  value: ['1', '2', '3', '4'],
} as const satisfies Partial<Record<FactorKind, readonly string[]>>

/** Those whose first purchase had something in common, set against everybody else of whom it is known. */
export interface Factor extends Judged {
  readonly kind: FactorKind
  /** The product's id in the catalogue, the level, or the shop's own word. */
  readonly value: string
  /** The shop's own name for it; null for levels of ours. */
  readonly name: string | null
  readonly with: Share
  readonly without: Share
}

/** What distinguishes those who return. */
export interface Factors {
  /** All who were observed long enough, and those of them who came back in time. */
  readonly everybody: Share
  readonly factors: readonly Factor[]
  /** How many comparisons the probabilities are adjusted for. */
  readonly looks: number
  /** Where values of first orders are parted into quarters, minor units; null without amounts. */
  readonly valueCuts: readonly [number, number, number] | null
}

/** A fold that says what distinguishes those who return. */
export function factorsFold(standing: Standing): StudyFold & { readonly result: (names: Names) => Factors } {
  const tallies = new Map(FACTOR_KINDS.map((kind) => [kind, { known: { count: 0, of: 0 }, levels: emptyTally() }]))
  const values: number[] = []
  const valuesBack: boolean[] = []
  const everybody = { count: 0, of: 0 }

  const add = (kind: FactorKind, levels: readonly number[], isBack: boolean) => {
    const tally = tallies.get(kind)
    if (!tally || levels.length === 0) return
    tally.known.of += 1
    if (isBack) tally.known.count += 1
    for (const level of levels) addTo(tally.levels, level, isBack)
  }

  const take = (customer: StudiedCustomer) => {
    const first = customer.orders[0]
    if (first === undefined || !isMature(first.day, standing)) return
    const isBack = cameBack(customer.orders, standing)
    everybody.of += 1
    if (isBack) everybody.count += 1
    for (const kind of FACTOR_KINDS) add(kind, levelsOf(kind, customer, first, standing), isBack)
    if (first.amount !== null) {
      values.push(first.amount)
      valuesBack.push(isBack)
    }
  }

  const result = (names: Names): Factors => {
    const valueCuts = quarterCuts(values)
    if (valueCuts) values.forEach((value, k) => add('value', [valueCuts.filter((cut) => value > cut).length], valuesBack[k] ?? false))
    const compared = FACTOR_KINDS.flatMap((kind) => {
      const { known, levels } = tallies.get(kind) ?? { known: { count: 0, of: 0 }, levels: emptyTally() }
      return kept(kind, levels, names).map((level) =>
        comparedWith(known, { count: levels.count[level] ?? 0, of: levels.of[level] ?? 0 }, named(kind, level, names)),
      )
    })
    const looks = compared.filter(({ verdict }) => verdict !== 'few').length
    return { everybody: { ...everybody }, factors: judged(compared).toSorted(byEffect), looks, valueCuts }
  }
  return { take, result }
}

/** Of products, cities and the like so many are compared: the most frequent. More looks would only make it harder for any to stand out. */
const MOST_LEVELS = 100

function kept(kind: FactorKind, { of }: Tally, names: Names): number[] {
  const isLeftOut = (level: number) => kind === 'product' && (names.products[level]?.isArchived ?? true)
  return [...of.keys()]
    .filter((level) => (of[level] ?? 0) > 0 && !isLeftOut(level))
    .toSorted((a, b) => (of[b] ?? 0) - (of[a] ?? 0) || a - b)
    .slice(0, MOST_LEVELS)
}

function comparedWith(known: Share, those: Share, name: Pick<Factor, 'kind' | 'value' | 'name'>): Factor {
  const others = { count: known.count - those.count, of: known.of - those.of }
  if (those.of < FEWEST || others.of < FEWEST) return { ...name, with: those, without: others, ...TOO_FEW }
  return { ...name, with: those, without: others, ...compareShares(those, others), verdict: 'unclear' }
}

function byEffect(a: Factor, b: Factor): number {
  return effectOf(b) - effectOf(a) || b.with.of - a.with.of || (a.value < b.value ? -1 : 1)
}

function named(kind: FactorKind, level: number, names: Names): Pick<Factor, 'kind' | 'value' | 'name'> {
  if (kind === 'product') {
    const product = names.products[level]
    return { kind, value: product?.id ?? product?.name ?? '', name: product?.name ?? '' }
  }
  const words = wordsOf(kind, names)
  if (words) return { kind, value: words[level] ?? '', name: words[level] ?? '' }
  return { kind, value: LEVELS_OF.get(kind)?.[level] ?? '', name: null }
}

const LEVELS_OF: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(FACTOR_LEVELS))

/** The shop's own words of a kind; null for kinds whose levels are ours to name. */
function wordsOf(kind: FactorKind, names: Names): readonly string[] | null {
  const lists: Partial<Record<FactorKind, readonly string[]>> = {
    category: names.categories,
    channel: names.channels,
    payment: names.payments,
    shipping: names.shippings,
    source: names.sources,
    city: names.cities,
    country: names.countries,
  }
  return lists[kind] ?? null
}

/** What is known of a customer's first purchase: levels by place; none when it is not known. Values are parted once all are seen. */
function levelsOf(
  kind: FactorKind,
  { source, city, country }: StudiedCustomer,
  first: StudiedOrder,
  { calendar }: Standing,
): readonly number[] {
  switch (kind) {
    case 'product':
      return distinct(first.items, ({ product }) => product)
    case 'category':
      return distinct(first.items, ({ category }) => category)
    case 'channel':
      return known(first.channel)
    case 'payment':
      return known(first.payment)
    case 'shipping':
      return known(first.shipping)
    case 'discount':
      return first.discounted === null ? [] : [first.discounted ? 1 : 0]
    case 'delay':
      return first.delayDays === null ? [] : [delayLevel(first.delayDays)]
    case 'source':
      return known(source)
    case 'city':
      return known(city)
    case 'country':
      return known(country)
    case 'weekday':
      return [weekdayOf(first.day) - 1]
    case 'season':
      return [(calendar === 'persian' ? 4 : 0) + Math.floor((dateParts(calendar, first.day).month - 1) / 3)]
    case 'basket':
      return basketLevel(distinct(first.items, ({ product }) => product).length)
    case 'value':
      return []
  }
}

const known = (place: number): readonly number[] => (place === -1 ? [] : [place])

function delayLevel(days: number): number {
  return days === 0 ? 0 : days <= 2 ? 1 : 2
}

/** Of different products in the basket. */
function basketLevel(products: number): readonly number[] {
  if (products === 0) return []
  return [products === 1 ? 0 : products <= 3 ? 1 : products <= 9 ? 2 : 3]
}

/** Quartiles of values, type 7 of Hyndman & Fan (1996), rounded to minor units; null when there are none, or they do not part them. */
function quarterCuts(values: readonly number[]): readonly [number, number, number] | null {
  const sorted = Float64Array.from(values).sort()
  const at = (share: number) => {
    const rank = (sorted.length - 1) * share
    const low = sorted[Math.floor(rank)] ?? 0
    return Math.round(low + (rank - Math.floor(rank)) * ((sorted[Math.ceil(rank)] ?? 0) - low))
  }
  const cuts = [at(0.25), at(0.5), at(0.75)] as const
  return sorted.length > 0 && cuts[0] < cuts[1] && cuts[1] < cuts[2] ? cuts : null
}
