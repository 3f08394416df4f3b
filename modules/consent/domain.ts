import type { Channel, ConsentState, ContactReason } from './api.ts'

/** One word of the ledger for one profile. `parting` tells the pools of words apart that undone merges left behind; null is its own pool. */
export interface Word {
  readonly state: ConsentState
  readonly at: number
  readonly source: string
  readonly parting: string | null
}

/** What holds, since when and by whose word. */
export interface Standing {
  readonly state: ConsentState
  readonly since: number
  readonly source: string
}

const STRICTNESS = { granted: 0, pending: 1, denied: 2 } as const satisfies Record<ConsentState, number>

/**
 * What a profile's own words come to; null when nobody said anything. The latest word holds, of two at the same time a no. A yes that waits
 * for its confirmation takes nothing from a yes that stands: were it to do so, undoing a merge could give it back.
 *
 * Words that reached the profile through a family from which it was parted count where they forbid more than its own words, until the profile says
 * yes itself: undoing a merge takes away what others allowed, never what they forbade.
 */
export function standingOfProfile(words: readonly Word[]): Standing | null {
  const pools = Map.groupBy(words, ({ parting }) => parting)
  const own = pools.get(null) ?? []
  const lastYes = Math.max(-Infinity, ...own.filter(({ state }) => state === 'granted').map(({ at }) => at))
  const lent = [...pools]
    .filter(([parting]) => parting !== null)
    .flatMap(([, pool]) => latest(pool) ?? [])
    .filter(({ state, since }) => state !== 'granted' && since >= lastYes)
  return strictest([latest(own), ...lent])
}

/** What holds for a person: the strictest of what holds for their profiles. Silence is no word. */
export function standingOfFamily(profiles: readonly (readonly Word[])[]): Standing | null {
  return strictest(profiles.map(standingOfProfile))
}

/** The strictest of several; of equals the one that has held longest. */
export function strictest(standings: readonly (Standing | null)[]): Standing | null {
  return standings.reduce(
    (found, standing) => (found === null || (standing !== null && isStricter(standing, found)) ? standing : found),
    null,
  )
}

function isStricter(a: Standing, b: Standing): boolean {
  return STRICTNESS[a.state] - STRICTNESS[b.state] > 0 || (a.state === b.state && a.since < b.since)
}

function latest(words: readonly Word[]): Standing | null {
  const inOrder = words.toSorted((a, b) => a.at - b.at || STRICTNESS[a.state] - STRICTNESS[b.state])
  return inOrder.reduce<Standing | null>((standing, { state, at, source }) => {
    if (state === 'pending' && standing?.state === 'granted') return standing
    return { state, since: at, source }
  }, null)
}

/** Sources whose yes needs no confirmation: a colleague who vouches for it, a list with its history, or the person through a link of their own. */
const VOUCHED: ReadonlySet<string> = new Set(['member', 'token', 'import', 'centre', 'confirmation', 'unsubscribe'])

/** How a statement enters the ledger: a yes from outside waits where the workspace asks for a confirmation. */
export function enteredAs(said: 'granted' | 'denied', source: string, isConfirmed: boolean): ConsentState {
  return said === 'granted' && isConfirmed && !VOUCHED.has(source) ? 'pending' : said
}

/** Everything that decides whether somebody may be written to. */
export interface ContactQuestion {
  readonly purpose: string
  readonly isKnownPurpose: boolean
  readonly isErased: boolean
  readonly hasAddress: boolean
  readonly isSuppressed: boolean
  readonly state: ConsentState | null
}

/**
 * Whether a sender may write, and why. Service messages belong to something that the person asked for (an order, a return, a promise): they may be
 * sent until the person says no. Everything else needs a yes.
 */
export function mayBeContacted(question: ContactQuestion): { readonly may: boolean; readonly reason: ContactReason } {
  if (!question.isKnownPurpose) return no('unknown_purpose')
  if (question.isErased) return no('erased')
  if (!question.hasAddress) return no('no_address')
  if (question.state === 'granted') return { may: true, reason: 'granted' }
  if (question.isSuppressed) return no('suppressed')
  if (question.state === 'denied') return no('denied')
  if (question.purpose === 'service') return { may: true, reason: 'service' }
  return no(question.state ?? 'silent')
}

function no(reason: ContactReason) {
  return { may: false, reason } as const
}

/** Kinds of keys that a channel reaches. */
export const ADDRESSES = {
  email: ['email'],
  sms: ['phone'],
  phone: ['phone'],
  bot: ['telegram', 'bale', 'instagram'],
  push: ['device'],
  chat: ['anonymous', 'external'],
} as const satisfies Record<Channel, readonly string[]>

const DAY = 86_400_000
/** A confirmation's link works for this long. */
export const CONFIRMATION_LIFE = 7 * DAY
const BETWEEN_QUESTIONS = DAY
const MOST_QUESTIONS = 5

/** Whether an open question may be asked again: not twice a day, and not for ever. */
export function mayAskAgain(asked: { readonly askedAt: number; readonly times: number }, now: number): boolean {
  return now - asked.askedAt >= BETWEEN_QUESTIONS && (asked.times < MOST_QUESTIONS || now - asked.askedAt >= 30 * DAY)
}
