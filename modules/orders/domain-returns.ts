import type { OrderState, ReturnState } from './tables.ts'

/** Some pieces of a line of an order. */
export interface ReturnedLine {
  readonly line: number
  readonly quantity: number
}

/** The order that something is to go back from. */
export interface ReturnableOrder {
  readonly kind: 'purchase' | 'refund' | 'free'
  readonly negative: boolean
  readonly state: OrderState | null
  readonly items: readonly { readonly line: number; readonly quantity: number | null }[]
  /** Requests that were not refused. */
  readonly returns: readonly { readonly items: readonly ReturnedLine[] }[]
}

export type ReturnRefusal = 'orders.nothing_to_return' | 'orders.no_such_line' | 'orders.more_than_bought' | 'orders.already_returning'

/** Why these pieces cannot be asked back; null when they can. No lines mean the whole order. */
export function refusalToReturn(order: ReturnableOrder, lines: readonly ReturnedLine[]): ReturnRefusal | null {
  if (order.negative || order.kind === 'refund' || order.state === 'cancelled') return 'orders.nothing_to_return'
  if (order.returns.some(({ items }) => items.length === 0) || (lines.length === 0 && order.returns.length > 0))
    return 'orders.already_returning'
  for (const { line, quantity } of lines) {
    const item = order.items.find((each) => each.line === line)
    if (!item) return 'orders.no_such_line'
    const asked = lines.filter((each) => each.line === line).reduce((sum, each) => sum + each.quantity, 0)
    if (quantity <= 0 || asked + alreadyAsked(order, line) > (item.quantity ?? Infinity)) return 'orders.more_than_bought'
  }
  return null
}

/** What may follow each state. */
export const NEXT_STATES: Readonly<Record<ReturnState, readonly ReturnState[]>> = {
  requested: ['approved', 'refused'],
  approved: ['received', 'refunded', 'replaced', 'refused'],
  received: ['refunded', 'replaced', 'refused'],
  refused: [],
  refunded: [],
  replaced: [],
}

/** Why a request cannot go from one state to another; null when it can. */
export function refusalToMove(from: ReturnState, to: ReturnState): 'orders.return_is_closed' | 'orders.not_the_next_state' | null {
  if (NEXT_STATES[from].includes(to)) return null
  return NEXT_STATES[from].length === 0 ? 'orders.return_is_closed' : 'orders.not_the_next_state'
}

function alreadyAsked({ returns }: ReturnableOrder, line: number): number {
  const asked = returns.flatMap(({ items }) => items).filter((each) => each.line === line)
  return asked.reduce((sum, { quantity }) => sum + quantity, 0)
}
