import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * Keys that programs and browsers send us: `bz_<kind>_<workspace>_<secret>`. The workspace stands in the key, because row-level security shows
 * nothing before one is named; what proves the sender is the secret, of which only a hash is stored.
 */
export interface SecretKey {
  readonly text: string
  readonly hash: string
  /** The last four letters, to tell keys apart. */
  readonly hint: string
}

/** A new key of a kind ('w' write key, 't' API token, …), in small letters. */
export function makeSecretKey(kind: string, workspaceId: string): SecretKey {
  const place = Buffer.from(workspaceId.replaceAll('-', ''), 'hex').toString('base64url')
  const text = `bz_${kind}_${place}_${randomBytes(24).toString('hex')}`
  return { text, hash: hashKey(text), hint: text.slice(-4) }
}

/** The workspace that a key of this kind names, and its hash; null when the text is no such key. Whether it is valid, only the stored hash says. */
export function readSecretKey(kind: string, text: string): { readonly workspaceId: string; readonly hash: string } | null {
  const place = new RegExp(`^bz_${kind}_([\\w-]{22})_[0-9a-f]{48}$`).exec(text)?.[1]
  if (!place) return null
  const hex = Buffer.from(place, 'base64url').toString('hex')
  const workspaceId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return { workspaceId, hash: hashKey(text) }
}

/** What is stored of a key. Keys are long and random, so a plain hash cannot be searched for. */
export function hashKey(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Whether two texts are the same, without telling by the time it takes where they differ. */
export function sameText(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest())
}
