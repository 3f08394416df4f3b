import type { ExpectedReport } from '../../scores/api.ts'

/** The groups of highest expected value that together hold half of it at least: from which value, how many customers, which share; null without value. */
export function smallestHalf(
  values: ExpectedReport['values'],
): { readonly least: string | null; readonly customers: number; readonly share: number } | null {
  const all = values.reduce((sum, { value }) => sum + Number(value), 0)
  let [customers, held] = [0, 0]
  for (const group of values.toReversed()) {
    customers += group.customers
    held += Number(group.value)
    if (all > 0 && held * 2 >= all) return { least: group.least, customers, share: held / all }
  }
  return null
}
