import type { ExpectedReport, TimeUnit } from '../../scores/api.ts'

/** What parameters say: purchases in a time unit while somebody is a customer, the share that leaves after each purchase (null where nobody is seen to leave), the share that leaves within a year, the mean amount. */
export interface Meaning {
  readonly perUnit: number
  readonly leaving: number | null
  readonly yearly: number | null
  /** In whole units of the currency. */
  readonly spend: number | null
}

const UNITS_IN_YEAR: Readonly<Record<TimeUnit, number>> = { day: 365.25, week: 365.25 / 7, month: 12 }

/** Whether the model says that nobody leaves: then everybody counts as a customer still, and value is of one year. */
export function seesNobodyLeave(model: ExpectedReport['model']): boolean {
  return model?.parameters.a === 0
}

/** Means of the distributions that the parameters describe: gamma r / alpha, beta a / (a + b), Lomax 1 − (beta / (beta + t))^s, Gamma-Gamma p v / (q − 1). */
export function meaningOf(
  { name, parameters }: Pick<NonNullable<ExpectedReport['model']>, 'name' | 'parameters'>,
  spend: ExpectedReport['spend'],
  timeUnit: TimeUnit,
): Meaning {
  const { r = 0, alpha = 1, a = 0, b = 1, s = 0, beta = 1 } = parameters
  const isPareto = name === 'pareto-nbd'
  return {
    perUnit: r / alpha,
    leaving: isPareto || a === 0 ? null : a / (a + b),
    yearly: isPareto ? 1 - (beta / (beta + UNITS_IN_YEAR[timeUnit])) ** s : null,
    spend: spend && spend.q > 1 ? (spend.p * spend.v) / (spend.q - 1) : null,
  }
}
