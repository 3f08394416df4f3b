import { toE164 } from '#pure/phone'

/** What a person may be known by. 'external' is an id in somebody's books; 'anonymous' and 'device' name a thing, not a person. */
export type IdentifierKind = 'external' | 'phone' | 'email' | 'anonymous' | 'telegram' | 'bale' | 'instagram' | 'device'

/** One name of a person, in its one spelling. `source` tells spaces of ids apart; '' is the shop's own, and everybody's for addresses. */
export interface Identifier {
  readonly kind: IdentifierKind
  readonly source: string
  readonly value: string
  readonly verified: boolean
}

/** Somebody's word that these identifiers are one person's. `trusted`: a secret key, a shop, a member; a browser is not. */
export interface Claim {
  readonly identifiers: readonly Identifier[]
  readonly at: Date
  readonly trusted: boolean
  /** Who says so: 'tracking', 'shop', 'api' … */
  readonly source: string
}

const LONGEST = 512
const HANDLES: ReadonlySet<IdentifierKind> = new Set(['telegram', 'bale', 'instagram'])
const IN_SPACES: ReadonlySet<IdentifierKind> = new Set(['external', 'anonymous', 'device'])

/**
 * An identifier in the one spelling in which it is compared, not verified; null when the text is none. E-mail addresses are lower case, with their
 * dots; phones are E.164 and at home in `country`; handles have no @ and no case.
 */
export function readIdentifier(kind: IdentifierKind, source: string, text: string, country?: string): Identifier | null {
  const value = spellingOf(kind, text.replaceAll('\0', '').trim(), country)
  if (value === null || value === '' || value.length > LONGEST) return null
  return { kind, source: IN_SPACES.has(kind) ? source : '', value, verified: false }
}

function spellingOf(kind: IdentifierKind, text: string, country: string | undefined): string | null {
  if (kind === 'phone') return toE164(text, country)
  if (kind === 'email') return /^[^\s@]+@[^\s@]+$/.test(text) ? text.toLowerCase() : null
  if (HANDLES.has(kind)) return text.replace(/^@+/, '').toLowerCase()
  return text
}

/** The identifier as a key of maps. */
export function keyText({ kind, source, value }: Pick<Identifier, 'kind' | 'source' | 'value'>): string {
  return `${kind}\n${source}\n${value}`
}

/** Whether it names a browser or device, which several people may use. */
export function isThing({ kind }: Pick<Identifier, 'kind'>): boolean {
  return kind === 'anonymous' || kind === 'device'
}

/** The identifiers, strongest first, each once; a verified one stands for itself unverified. */
export function byStrength(identifiers: readonly Identifier[]): Identifier[] {
  const once = new Map<string, Identifier>()
  for (const each of identifiers) if (each.verified || !once.has(keyText(each))) once.set(keyText(each), each)
  return [...once.values()].toSorted((one, other) => strength(one) - strength(other))
}

function strength({ kind, verified }: Identifier): number {
  if (kind === 'external') return 0
  if (kind === 'phone') return verified ? 1 : 3
  if (kind === 'email') return verified ? 2 : 4
  if (HANDLES.has(kind)) return 5
  return kind === 'device' ? 7 : 6
}
