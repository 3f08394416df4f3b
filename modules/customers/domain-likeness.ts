import { normalise } from '#pure/text'
import type { Evidence } from './domain-resolve.ts'

/** How much each kind of likeness says by itself, as the chance that it is a coincidence. */
const COINCIDENCE: Readonly<Record<string, number>> = {
  external: 0.1,
  email: 0.15,
  phone: 0.2,
  telegram: 0.2,
  bale: 0.2,
  instagram: 0.25,
  address: 0.5,
  phone_end: 0.6,
  name: 0.6,
  city: 0.8,
}

/** How likely two customers are one person, 0 to 100: independent likenesses are multiplied. */
export function scoreOf(evidence: Evidence): number {
  const kinds = new Set(evidence.map(({ kind }) => kind))
  const coincidence = [...kinds].reduce((chance, kind) => chance * (COINCIDENCE[kind] ?? 0.8), 1)
  return Math.round(100 * (1 - coincidence))
}

/** How much of two names is the same, 0 to 1: the share of letter pairs that both have (Dice, 1945), whatever keyboard wrote them and in any order of words. */
export function nameLikeness(one: string, other: string): number {
  const [first, second] = [pairsOf(one), pairsOf(other)]
  const shared = [...first].filter((pair) => second.has(pair)).length
  return first.size + second.size === 0 ? 0 : (2 * shared) / (first.size + second.size)
}

/** From here on names may be one person's. */
export const ALIKE = 0.6

function pairsOf(name: string): Set<string> {
  const words = normalise(name).split(' ')
  return new Set(
    words.flatMap((word) =>
      [...` ${word}`].flatMap((_, k, letters) =>
        letters
          .slice(k, k + 2)
          .join('')
          .padEnd(2),
      ),
    ),
  )
}
