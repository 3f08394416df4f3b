/** Somebody whose password is to be set anew, as whoever hands the link over sees them. */
export interface Person {
  readonly isSelf: boolean
  readonly isOperator: boolean
  /** Works in another workspace too. */
  readonly worksElsewhere: boolean
  readonly can: ReadonlySet<string>
}

export type ResetRefusal = 'accounts.reset_own' | 'accounts.reset_above_you' | 'accounts.reset_elsewhere'

/**
 * Why a member may not make a reset link for somebody; null when they may. Whoever holds the link can become that person: so only for who may do no more than
 * they may themselves, here and nowhere else. Whoever runs the installation may for everybody, as on its command line.
 */
export function refusalToReset(person: Person, can: ReadonlySet<string>): ResetRefusal | null {
  if (person.isSelf) return 'accounts.reset_own'
  if (can.has('operations:run')) return null
  if (person.isOperator || !person.can.isSubsetOf(can)) return 'accounts.reset_above_you'
  return person.worksElsewhere ? 'accounts.reset_elsewhere' : null
}
