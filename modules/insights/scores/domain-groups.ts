import { isoOfDay } from '#pure/calendar'
import type { ExpectedReport } from './api.ts'

/** A sum over scores; score-cells.ts says what each kind counts. */
interface Cell {
  readonly kind: string
  readonly x: number
  readonly customers: number
  readonly expected_value: bigint
}

/** Customers by per cent still a customer, in tens; the last holds 90 to 100. */
export function aliveGroups(cells: readonly Cell[]): ExpectedReport['alive'] {
  return Array.from({ length: 10 }, (_, ten) => {
    const [least, most] = [10 * ten, ten === 9 ? 100 : 10 * ten + 9]
    return { least, most, customers: sum(cells, 'alive', { least, most }).customers }
  })
}

/** Customers by expected value, parted at the edges; both ends of a group belong to it. */
export function valueGroups(cells: readonly Cell[], edges: readonly number[]): ExpectedReport['values'] {
  return Array.from({ length: edges.length + 1 }, (_, place) => {
    const { customers, value } = sum(cells, 'value', { least: place, most: place })
    const [least, next] = [edges[place - 1], edges[place]]
    return {
      least: least === undefined ? null : String(least),
      most: next === undefined ? null : String(next - 1),
      customers,
      value: String(value),
    }
  })
}

/** Customers whose next purchase is expected between two days, both included. */
export function dueIn(cells: readonly Cell[], from: number, to: number): NonNullable<ExpectedReport['due']> {
  return { from: isoOfDay(from), to: isoOfDay(to), customers: sum(cells, 'due', { least: from, most: to }).customers }
}

function sum(cells: readonly Cell[], wanted: string, { least, most }: { readonly least: number; readonly most: number }) {
  let [customers, value] = [0, 0n]
  for (const { kind, x, ...cell } of cells) {
    if (kind !== wanted || x < least || x > most) continue
    customers += cell.customers
    value += cell.expected_value
  }
  return { customers, value }
}
