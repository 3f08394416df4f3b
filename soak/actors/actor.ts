import type { Shop } from '../shop.ts'

/** Somebody at work for as long as the soak lasts. */
export interface Actor {
  /** What was done, for the report. */
  readonly name: string
  /** Works until the signal, and ends what was begun. */
  readonly work: (shop: Shop, over: AbortSignal) => Promise<void>
  /** How often it was done. */
  readonly done: () => number
  /** What was acknowledged and is not as it should be, once all is quiet. A line each. */
  readonly problems: (rows: Rows) => Promise<readonly string[]>
}

/** Rows of the database as they stand. */
export type Rows = <T extends object>(query: string) => Promise<readonly T[]>

/** The lines about what stands other than once. `wanted` are names, `found` names with how often each stands there. */
export function notOnce(what: string, wanted: Iterable<string>, found: ReadonlyMap<string, number>): string[] {
  const names = new Set(wanted)
  const lost = [...names].filter((name) => !found.has(name))
  const doubled = [...found].filter(([name, times]) => names.has(name) && times > 1).map(([name]) => name)
  const strange = [...found.keys()].filter((name) => !names.has(name))
  return [
    ...(lost.length > 0 ? [`${what}: ${lost.length} lost, ${lost.slice(0, 3).join(', ')}`] : []),
    ...(doubled.length > 0 ? [`${what}: ${doubled.length} doubled, ${doubled.slice(0, 3).join(', ')}`] : []),
    ...(strange.length > 0 ? [`${what}: ${strange.length} that nobody sent, ${strange.slice(0, 3).join(', ')}`] : []),
  ]
}

/** How often each name stands there. */
export function timesOf(rows: readonly { readonly name: string }[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>()
  for (const { name } of rows) times.set(name, (times.get(name) ?? 0) + 1)
  return times
}
