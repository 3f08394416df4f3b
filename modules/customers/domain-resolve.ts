import { byStrength, isThing, keyText, type Claim, type Identifier } from './domain-identity.ts'

/** A key that finds a profile. */
interface KnownKey {
  owner: string
  verified: boolean
  at: number | null
}

/** A visitor's link to the person who uses that browser. `by` tells two claims of the same instant apart. */
export interface Link {
  readonly survivor: string
  readonly at: string
  readonly by: string
  /** The merge that stands for the visitor now, maybe with somebody else; null when there is none. */
  readonly stands: { readonly mergeId: string; readonly survivor: string } | null
}

/** A profile, as far as claims go. */
export interface KnownProfile {
  readonly isVisitor: boolean
  /** Sources in whose spaces it has an id. */
  readonly sources: Set<string>
  readonly link: Link | null
  /** Merged by a person or by a name of its own, which no claim about a browser changes. */
  readonly isSettled: boolean
}

/** Two profiles with what speaks for their being one person. */
export interface Pair {
  readonly survivor: string
  readonly absorbed: string
  readonly reason: 'verified' | 'alias'
  readonly evidence: Evidence
}

export type Evidence = readonly {
  readonly kind: string
  readonly value: string
  readonly source?: string | undefined
  readonly at?: string | undefined
  readonly by?: string | undefined
}[]

/** What is known before the claims, and, as they are placed, what follows from them. */
export interface Book {
  readonly keys: Map<string, KnownKey>
  /** Claims on keys that find somebody else, by profile and key. Strong ones were verified, or made by somebody who may say so. */
  readonly claims: Map<string, { readonly isStrong: boolean; readonly at: number }>
  readonly profiles: Map<string, KnownProfile>
  /** By which browser or device a visitor is known. */
  readonly things: Map<string, string>
  /** Pairs of profiles that a person said are not the same, in both orders. */
  readonly apart: ReadonlySet<string>
  readonly newId: () => string
  readonly added: Map<string, { readonly isVisitor: boolean; readonly source: string }>
  readonly held: { readonly profileId: string; readonly identifier: Identifier; readonly at: Date; readonly recognises: boolean }[]
  readonly merges: Pair[]
  readonly suggestions: { readonly one: string; readonly other: string; readonly evidence: Evidence }[]
  /** Visitors whose link is new or another. */
  readonly linked: Set<string>
}

/** The profile that a claim is about, found or added; the book says what else follows. */
export function place(book: Book, claim: Claim): string {
  const identifiers = byStrength(claim.trusted ? claim.identifiers : claim.identifiers.map((each) => ({ ...each, verified: false })))
  const names = identifiers.filter((each) => !isThing(each))
  const things = identifiers.filter(isThing)
  if (names.length === 0) return placeVisitor(book, claim, things)
  const profile = find(book, claim, names) ?? add(book, claim, false)
  for (const name of names) hold(book, claim, profile, name)
  for (const thing of things) link(book, claim, profile, { thing, by: names[0] ? keyText(names[0]) : '' })
  return profile
}

/** `one` and `other` as a key of sets. */
export function pairText(one: string, other: string): string {
  return `${one} ${other}`
}

function placeVisitor(book: Book, claim: Claim, things: readonly Identifier[]): string {
  const known = things.flatMap((thing) => book.keys.get(keyText(thing))?.owner ?? [])[0]
  const visitor = known ?? add(book, claim, true)
  for (const thing of things) if ((book.keys.get(keyText(thing))?.owner ?? visitor) === visitor) hold(book, claim, visitor, thing)
  return visitor
}

/**
 * The strongest name that is known decides. An id that nobody has may be given to the profile that a trusted sender's phone or e-mail finds, unless that
 * profile has an id of the same space; a browser could be making its e-mail up.
 */
function find(book: Book, { trusted }: Claim, names: readonly Identifier[]): string | null {
  const externals = names.filter(({ kind }) => kind === 'external')
  for (const name of externals) {
    const key = book.keys.get(keyText(name))
    if (key) return key.owner
  }
  if (externals.length > 0 && !trusted) return null
  for (const name of names) {
    const key = book.keys.get(keyText(name))
    const sources = key && book.profiles.get(key.owner)?.sources
    if (key && externals.every(({ source }) => !sources?.has(source))) return key.owner
  }
  return null
}

function add(book: Book, { source }: Claim, isVisitor: boolean): string {
  const id = book.newId()
  book.profiles.set(id, { isVisitor, sources: new Set(), link: null, isSettled: false })
  book.added.set(id, { isVisitor, source })
  return id
}

/** Gives the profile a name; one that finds somebody else makes both one person, or suggests it. */
function hold(book: Book, claim: Claim, profile: string, name: Identifier): void {
  const text = keyText(name)
  const key = book.keys.get(text)
  if (!key && isSecondId(book, profile, name)) return holdApart(book, claim, profile, name)
  if (!key) return give(book, claim, profile, name)
  if (key.owner === profile) {
    const isEarlier = key.at !== null && claim.at.getTime() < key.at
    if (isEarlier || (name.verified && !key.verified)) give(book, claim, profile, name)
    return
  }
  contest(book, claim, { profile, name, key })
}

function give(book: Book, { at }: Claim, profile: string, name: Identifier): void {
  const known = book.keys.get(keyText(name))
  const mine = known?.owner === profile ? known : null
  book.keys.set(keyText(name), {
    owner: profile,
    verified: name.verified || (mine?.verified ?? false),
    at: mine ? (mine.at === null ? null : Math.min(mine.at, at.getTime())) : at.getTime(),
  })
  if (name.kind === 'external') book.profiles.get(profile)?.sources.add(name.source)
  if (isThing(name)) book.things.set(profile, name.value)
  book.held.push({ profileId: profile, identifier: name, at, recognises: true })
}

function isSecondId(book: Book, profile: string, { kind, source }: Identifier): boolean {
  return kind === 'external' && (book.profiles.get(profile)?.sources.has(source) ?? false)
}

/** One id of each space a profile: another one makes a profile of its own, the same person's if the sender may say so. */
function holdApart(book: Book, claim: Claim, profile: string, name: Identifier): void {
  const other = add(book, claim, false)
  give(book, claim, other, name)
  contest(book, claim, { profile, name, key: { owner: other, verified: false, at: null } })
}

interface Contested {
  readonly profile: string
  readonly name: Identifier
  readonly key: KnownKey
}

/**
 * A name that finds somebody else. Verified on both sides, or an id from a trusted sender, it makes them one person; verified on this side only, it
 * finds this profile from now on. What was claimed before is not gone into again.
 */
function contest(book: Book, claim: Claim, { profile, name, key }: Contested): void {
  const { owner } = key
  const text = keyText(name)
  const evidence = [evidenceOf(name)]
  const isExternal = name.kind === 'external'
  const isStrong = isExternal ? claim.trusted : name.verified
  if (!isExternal && isStrong && !key.verified) {
    claimOnly(book, { profileId: owner, identifier: { ...name, verified: false }, at: new Date(key.at ?? claim.at) })
    give(book, claim, profile, name)
    book.suggestions.push({ one: owner, other: profile, evidence })
    return
  }
  const claimed = book.claims.get(pairText(profile, text))
  const isKnown = claimed !== undefined && (claimed.isStrong || !isStrong)
  if (isKnown && claimed.at <= claim.at.getTime()) return
  claimOnly(book, { profileId: profile, identifier: { ...name, verified: isStrong }, at: claim.at })
  if (isKnown) return
  if (!isStrong) book.suggestions.push({ one: owner, other: profile, evidence })
  else if (isExternal) book.merges.push({ survivor: profile, absorbed: owner, reason: 'alias', evidence })
  else book.merges.push({ survivor: owner, absorbed: profile, reason: 'verified', evidence })
}

function claimOnly(book: Book, held: { readonly profileId: string; readonly identifier: Identifier; readonly at: Date }): void {
  book.claims.set(pairText(held.profileId, keyText(held.identifier)), { isStrong: held.identifier.verified, at: held.at.getTime() })
  book.held.push({ ...held, recognises: false })
}

/** A browser or device belongs to the visitor that it made; the visitor is linked to whoever was named on it first. */
function link(book: Book, claim: Claim, profile: string, { thing, by }: { readonly thing: Identifier; readonly by: string }): void {
  const known = book.keys.get(keyText(thing))?.owner
  const visitor = known ?? add(book, claim, true)
  if (visitor === profile) return
  hold(book, claim, visitor, thing)
  const { link, isVisitor, isSettled } = book.profiles.get(visitor) ?? { link: null, isVisitor: false, isSettled: true }
  if (!isVisitor || isSettled || book.apart.has(pairText(visitor, profile))) return
  const wanted = { survivor: profile, at: claim.at.toISOString(), by }
  if (link && (link.at < wanted.at || (link.at === wanted.at && link.by <= by))) return
  book.profiles.set(visitor, { isVisitor, isSettled, sources: new Set(), link: { ...wanted, stands: link?.stands ?? null } })
  book.linked.add(visitor)
}

function evidenceOf({ kind, source, value }: Identifier): Evidence[number] {
  return source === '' ? { kind, value } : { kind, value, source }
}
