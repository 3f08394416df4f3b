import type { Condition } from '#api/customers'

/** How many fields a condition may ask about, when segments that it names are written out. */
export const MOST_FIELDS = 500

export type SegmentRefusal = 'segments.circle' | 'segments.too_large'

/** The segments that a condition names, each once. */
export function segmentsNamedIn(condition: Condition): string[] {
  return [...new Set(fieldsOf(condition).flatMap((each) => namedBy(each)))]
}

/**
 * Why the segment `id` cannot have this condition; null when it can. It would name itself, over any number of steps, or a segment that is written
 * out would become too long. `others` are the conditions of all segments of the workspace.
 */
export function refusalOfCondition(id: string, condition: Condition, others: ReadonlyMap<string, Condition>): SegmentRefusal | null {
  const all = new Map(others).set(id, condition)
  const sizes = new Map<string, number>()
  const path = new Set<string>()
  const sizeOf = (each: string): number => {
    const known = sizes.get(each)
    if (known !== undefined) return known
    if (path.has(each)) return Number.NaN
    path.add(each)
    const own = all.get(each)
    const size = own
      ? fieldsOf(own).reduce((sum, field) => sum + 1 + namedBy(field).reduce((inner, name) => inner + sizeOf(name), 0), 0)
      : 0
    path.delete(each)
    sizes.set(each, size)
    return size
  }
  const found = [...all.keys()].map(sizeOf)
  if (found.some(Number.isNaN)) return 'segments.circle'
  return found.some((size) => size > MOST_FIELDS) ? 'segments.too_large' : null
}

/** The names of all fields that a condition asks about, with those of the segments that it names, over any number of steps. */
export function fieldNamesIn(condition: Condition, others: ReadonlyMap<string, Condition>): ReadonlySet<string> {
  const fields: Field[] = []
  const seen = new Set<string>()
  const waiting: Condition[] = [condition]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const own = fieldsOf(next)
    const named = own.flatMap(namedBy).filter((id) => !seen.has(id))
    fields.push(...own)
    waiting.push(...named.flatMap((id) => others.get(id) ?? []))
    for (const id of named) seen.add(id)
  }
  return new Set(fields.map(({ field }) => field))
}

/** The segment and all whose conditions name it, over any number of steps. */
export function segmentsBuiltOn(id: string, conditions: ReadonlyMap<string, Condition>): string[] {
  const found = new Set([id])
  for (let before = 0; before < found.size;) {
    before = found.size
    for (const [user, condition] of conditions) if (segmentsNamedIn(condition).some((named) => found.has(named))) found.add(user)
  }
  return [...found]
}

type Field = Extract<Condition, { readonly field: string }>

function fieldsOf(condition: Condition): Field[] {
  if ('not' in condition) return fieldsOf(condition.not)
  if ('all' in condition) return condition.all.flatMap(fieldsOf)
  return 'any' in condition ? condition.any.flatMap(fieldsOf) : [condition]
}

function namedBy({ field, value }: Field): string[] {
  if (field !== 'segment') return []
  return (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string')
}
