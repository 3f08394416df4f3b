/** How customers buy, in the order in which a type is chosen where several hold. */
export const TYPES = ['discount', 'loyal', 'need', 'impulse', 'wandering'] as const
export type BehaviourType = (typeof TYPES)[number]

/** What the types are called. */
export const TYPE_WORDS: Readonly<Record<BehaviourType, { readonly fa: string; readonly en: string }>> = {
  discount: { fa: 'تخفیف‌جو', en: 'Discount-driven' },
  loyal: { fa: 'وفادار', en: 'Loyal' },
  need: { fa: 'نیازمحور', en: 'Need-based' },
  impulse: { fa: 'لحظه‌ای', en: 'Impulse' },
  wandering: { fa: 'سرگردان', en: 'Wandering' },
}

/** What the rules read; null where it is unknown. The columns of `insights_types` say what each means. */
export interface TypeFacts {
  readonly purchases: number
  readonly discounted: number | null
  readonly variety: number | null
  readonly repeated: number | null
  readonly irregularity: number | null
  readonly visits: number
  readonly visitsWithout: number
}

export const FACTS = ['purchases', 'discounted', 'variety', 'repeated', 'irregularity', 'visits', 'wasted'] as const
/** `wasted` is the share of visits without a purchase. */
export type Fact = (typeof FACTS)[number]

/** Numbers that a member may change, each the bound of one check. */
export interface TypeThresholds {
  readonly discountPurchases: number
  readonly discountShare: number
  readonly loyalPurchases: number
  readonly loyalIrregularity: number
  readonly loyalDiscounted: number
  readonly needPurchases: number
  readonly needRepeated: number
  readonly needVariety: number
  readonly impulsePurchases: number
  readonly impulseVariety: number
  readonly impulseIrregularity: number
  readonly wanderingVisits: number
  readonly wanderingShare: number
}

/** What holds until a member says otherwise; docs/insights.md gives the reasons. */
export const DEFAULT_THRESHOLDS: TypeThresholds = {
  discountPurchases: 2,
  discountShare: 0.6,
  loyalPurchases: 4,
  loyalIrregularity: 1,
  loyalDiscounted: 0.5,
  needPurchases: 2,
  needRepeated: 0.5,
  needVariety: 0.7,
  impulsePurchases: 3,
  impulseVariety: 0.9,
  impulseIrregularity: 1,
  wanderingVisits: 5,
  wanderingShare: 0.8,
}

/** What a member may set each to; counts are whole. */
export const THRESHOLD_LIMITS: Readonly<
  Record<keyof TypeThresholds, { readonly kind: 'count' | 'share' | 'number'; readonly least: number; readonly most: number }>
> = {
  discountPurchases: { kind: 'count', least: 1, most: 1000 },
  discountShare: { kind: 'share', least: 0.01, most: 1 },
  loyalPurchases: { kind: 'count', least: 3, most: 1000 },
  loyalIrregularity: { kind: 'number', least: 0, most: 10 },
  loyalDiscounted: { kind: 'share', least: 0, most: 1 },
  needPurchases: { kind: 'count', least: 2, most: 1000 },
  needRepeated: { kind: 'share', least: 0.01, most: 1 },
  needVariety: { kind: 'share', least: 0.01, most: 1 },
  impulsePurchases: { kind: 'count', least: 3, most: 1000 },
  impulseVariety: { kind: 'share', least: 0.01, most: 1 },
  impulseIrregularity: { kind: 'number', least: 0, most: 10 },
  wanderingVisits: { kind: 'count', least: 1, most: 366 },
  wanderingShare: { kind: 'share', least: 0.01, most: 1 },
}

/** The thresholds in force: the product's own but for those that a member changed. */
export function thresholdsOf(changed: Readonly<Record<string, number>>): TypeThresholds {
  return { ...DEFAULT_THRESHOLDS, ...Object.fromEntries(Object.entries(changed).filter(([name]) => name in DEFAULT_THRESHOLDS)) }
}

/** One comparison of a rule. What is unknown fails it, unless `unlessUnknown`. */
export interface Check {
  readonly fact: Fact
  readonly is: 'at_least' | 'at_most'
  readonly threshold: keyof TypeThresholds
  readonly unlessUnknown?: true
}

/** A type holds when all its checks do. */
export const TYPE_RULES: Readonly<Record<BehaviourType, readonly Check[]>> = {
  discount: [
    { fact: 'purchases', is: 'at_least', threshold: 'discountPurchases' },
    { fact: 'discounted', is: 'at_least', threshold: 'discountShare' },
  ],
  loyal: [
    { fact: 'purchases', is: 'at_least', threshold: 'loyalPurchases' },
    { fact: 'irregularity', is: 'at_most', threshold: 'loyalIrregularity' },
    { fact: 'discounted', is: 'at_most', threshold: 'loyalDiscounted', unlessUnknown: true },
  ],
  need: [
    { fact: 'purchases', is: 'at_least', threshold: 'needPurchases' },
    { fact: 'repeated', is: 'at_least', threshold: 'needRepeated' },
    { fact: 'variety', is: 'at_most', threshold: 'needVariety' },
  ],
  impulse: [
    { fact: 'purchases', is: 'at_least', threshold: 'impulsePurchases' },
    { fact: 'variety', is: 'at_least', threshold: 'impulseVariety' },
    { fact: 'irregularity', is: 'at_least', threshold: 'impulseIrregularity' },
  ],
  wandering: [
    { fact: 'visits', is: 'at_least', threshold: 'wanderingVisits' },
    { fact: 'wasted', is: 'at_least', threshold: 'wanderingShare' },
  ],
}

/** A check with a customer's own number and the bound it was held against. */
export interface Checked {
  readonly fact: Fact
  readonly is: Check['is']
  readonly value: number | null
  readonly bound: number
  readonly met: boolean
}

/** The type of a customer; null where no rule holds, or too little is known for any. types-sql.ts says the same in SQL, and a test holds the two together. */
export function typeOf(facts: TypeFacts, thresholds: TypeThresholds): BehaviourType | null {
  return TYPES.find((type) => TYPE_RULES[type].every((check) => isMet(check, valueOf(facts, check.fact), thresholds))) ?? null
}

/** What became of each check of a type. */
export function evidenceOf(facts: TypeFacts, type: BehaviourType, thresholds: TypeThresholds): Checked[] {
  return TYPE_RULES[type].map((check) => {
    const value = valueOf(facts, check.fact)
    return { fact: check.fact, is: check.is, value, bound: thresholds[check.threshold], met: isMet(check, value, thresholds) }
  })
}

/** Facts are kept as single-precision numbers: both sides are compared as such, so that .7 is .7. */
function isMet(check: Check, value: number | null, thresholds: TypeThresholds): boolean {
  if (value === null) return check.unlessUnknown === true
  const bound = Math.fround(thresholds[check.threshold])
  return check.is === 'at_least' ? Math.fround(value) >= bound : Math.fround(value) <= bound
}

function valueOf(facts: TypeFacts, fact: Fact): number | null {
  if (fact === 'wasted') return facts.visits === 0 ? null : Math.fround(facts.visitsWithout) / Math.fround(facts.visits)
  return facts[fact]
}
