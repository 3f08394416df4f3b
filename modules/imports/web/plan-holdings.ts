import { COLUMN_ROLES, type ImportPlan } from '../api.ts'

/** What a plan takes a column for: 'role:date' of the order, 'fact:city' of the customer, or null. */
export function heldBy({ columns, facts = {} }: ImportPlan, index: number): string | null {
  const role = COLUMN_ROLES.find((each) => columns[each] === index)
  if (role) return `role:${role}`
  const fact = Object.keys(facts).find((each) => facts[each] === index)
  return fact === undefined ? null : `fact:${fact}`
}

/** The plan with this column holding `held`, taken from whichever had it before. */
export function withHolding(plan: ImportPlan, index: number, held: string): ImportPlan {
  const [space, name = ''] = split(held)
  const without = (of: Readonly<Record<string, number | undefined>>, taken: string | null) =>
    Object.fromEntries(Object.entries(of).filter(([each, column]) => column !== index && each !== taken))
  const columns = without(plan.columns, space === 'role' ? name : null)
  const facts = without(plan.facts ?? {}, space === 'fact' ? name : null)
  const settled = {
    columns: space === 'role' ? { ...columns, [name]: index } : columns,
    facts: space === 'fact' ? { ...facts, [name]: index } : facts,
  }
  return { ...plan, ...settled, facts: Object.keys(settled.facts).length > 0 ? definedOnly(settled.facts) : undefined }
}

function split(held: string): [space: string, name?: string] {
  const at = held.indexOf(':')
  return at < 0 ? [held] : [held.slice(0, at), held.slice(at + 1)]
}

function definedOnly(facts: Readonly<Record<string, number | undefined>>): Record<string, number> {
  return Object.fromEntries(Object.entries(facts).flatMap(([name, column]) => (column === undefined ? [] : [[name, column]])))
}
