import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dayOfDate } from '#pure/calendar'
import type { Fitted, Histories, ModelData, ModelName } from './contract.ts'

/** A model with given parameters, as if it had been fitted. */
export function fitted(name: ModelName, parameters: Record<string, number>): Fitted {
  return { name, state: 'ok', parameters, standardErrors: {}, logLikelihood: 0, customers: 100 }
}

/** Histories from lists of [day, amount]. */
export function historiesOf(lists: readonly (readonly (readonly [day: number, amount: number])[])[]): Histories {
  const sorted = lists.map((list) => [...list].sort((a, b) => a[0] - b[0]))
  const starts = new Uint32Array(lists.length + 1)
  sorted.forEach((list, k) => (starts[k + 1] = starts[k]! + list.length))
  return {
    count: lists.length,
    starts,
    days: Int32Array.from(sorted.flat(), ([day]) => day),
    amounts: Float64Array.from(sorted.flat(), ([, amount]) => amount),
  }
}

/** The purchases of the CDNOW sample (fixtures/README.md). */
export function cdnowHistories(): Histories {
  const lists = new Map<string, [number, number][]>()
  for (const line of readFileSync(join(import.meta.dirname, 'fixtures/CDNOW_sample.txt'), 'utf8')
    .trim()
    .split('\n')) {
    const [, id = '', date = '', , dollars] = line.trim().split(/\s+/)
    lists.set(id, [...(lists.get(id) ?? []), [cdnowDay(date), Number(dollars)]])
  }
  return historiesOf([...lists.values()])
}

/** The day of a date such as 19970930. */
export function cdnowDay(date: string): number {
  return dayOfDate('gregorian', Number(date.slice(0, 4)), Number(date.slice(4, 6)), Number(date.slice(6))) ?? 0
}

/** Random numbers that are the same on every run (mulberry32). */
export function startRandom(seed: number) {
  let state = seed
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4_294_967_296
  }
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
  /** Marsaglia & Tsang (2000). */
  const gamma = (shape: number): number => {
    if (shape < 1) return gamma(shape + 1) * uniform() ** (1 / shape)
    const d = shape - 1 / 3
    for (;;) {
      const z = normal()
      const v = (1 + z / Math.sqrt(9 * d)) ** 3
      if (v > 0 && Math.log(uniform()) < 0.5 * z * z + d - d * v + d * Math.log(v)) return d * v
    }
  }
  const beta = (a: number, b: number) => {
    const one = gamma(a)
    return one / (one + gamma(b))
  }
  return { uniform, gamma, beta, exponential: () => -Math.log(uniform()) }
}

/** Customers as a model imagines them, who came one after the other over `span`. */
export function simulate(
  name: ModelName,
  p: Record<string, number>,
  { customers, span, seed }: { customers: number; span: number; seed: number },
): ModelData {
  const random = startRandom(seed)
  const data = { x: new Float64Array(customers), tx: new Float64Array(customers), T: new Float64Array(customers) }
  for (let k = 0; k < customers; k++) {
    const T = span * random.uniform()
    const rate = random.gamma(p.r!) / p.alpha!
    const left = name === 'pareto-nbd' ? random.exponential() / (random.gamma(p.s!) / p.beta!) : Infinity
    const leaves = name === 'pareto-nbd' ? 0 : random.beta(p.a!, p.b!)
    let [t, x, tx] = [0, 0, 0]
    let gone = name === 'mbg-nbd' && random.uniform() < leaves
    while (!gone) {
      t += random.exponential() / rate
      if (!(t <= Math.min(T, left))) break
      x++
      tx = t
      gone = random.uniform() < leaves
    }
    data.x[k] = x
    data.tx[k] = tx
    data.T[k] = T
  }
  return data
}

/** Repeat purchases and mean amounts as the Gamma-Gamma model imagines them. */
export function simulateSpend({ p, q, v }: { p: number; q: number; v: number }, customers: number, seed: number) {
  const random = startRandom(seed)
  const x = Float64Array.from({ length: customers }, () => Math.floor(6 * random.uniform() ** 2))
  return { x, meanSpend: x.map((x) => (x === 0 ? 0 : random.gamma(p * x) / ((random.gamma(q) / v) * x))) }
}
