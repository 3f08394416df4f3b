import type { Evidence } from './domain-resolve.ts'

/** A standing merge: the absorbed profile, with all below it, belongs to the survivor's family. */
export interface Edge {
  readonly mergeId: string
  readonly survivor: string
  readonly absorbed: string
}

/** Two profiles to be made one person. */
export interface Join {
  readonly survivor: string
  readonly absorbed: string
  readonly reason: 'verified' | 'anonymous' | 'alias' | 'chosen'
  readonly evidence: Evidence
}

/** A join as it came to pass. */
export interface Merging extends Join, Edge {}

/** Families as the merges make them. */
export interface Forest {
  readonly rootOf: (profile: string) => string
  /** Takes a merge back; null when it does not stand. */
  readonly part: (mergeId: string) => Edge | null
  /** Joins the family of one profile to another; null when that is done already, or was told apart by a person who did not choose this. */
  readonly join: (join: Join, mergeId: string) => Merging | null
}

interface Ground {
  readonly edges: readonly Edge[]
  readonly members: readonly string[]
  readonly visitors: ReadonlySet<string>
  readonly apart: readonly (readonly [string, string])[]
}

/** The families of `members`. A merge hangs the absorbed one's root below the very profile that it was merged with, so that undoing lifts out what belongs together. */
export function forestOf({ edges, members, visitors, apart }: Ground): Forest {
  const above = new Map(edges.map((edge) => [edge.absorbed, edge]))
  const rootOf = (profile: string): string => {
    const edge = above.get(profile)
    return edge ? rootOf(edge.survivor) : profile
  }
  const areApart = (one: string, other: string) =>
    apart.some(([a, b]) => (rootOf(a) === one && rootOf(b) === other) || (rootOf(a) === other && rootOf(b) === one))
  return {
    rootOf,
    part: (mergeId) => {
      const edge = [...above.values()].find((each) => each.mergeId === mergeId)
      if (edge) above.delete(edge.absorbed)
      return edge ?? null
    },
    join: (join, mergeId) => {
      const [one, other] = [rootOf(join.survivor), rootOf(join.absorbed)]
      if (one === other || !members.includes(one) || !members.includes(other)) return null
      if (join.reason !== 'chosen' && areApart(one, other)) return null
      // Somebody known never becomes part of a browser.
      const isUpsideDown = visitors.has(one) && !visitors.has(other)
      const made = isUpsideDown
        ? { ...join, mergeId, survivor: join.absorbed, absorbed: one }
        : { ...join, mergeId, survivor: join.survivor, absorbed: other }
      above.set(made.absorbed, made)
      return made
    },
  }
}
