import { createHmac, randomBytes } from 'node:crypto'
import { sameText } from '#core/secret-keys'

/*
 * Codes of an authenticator app: RFC 6238 with SHA-1, 30 seconds and six digits, which is what every app can do. SHA-1 is sound as an HMAC.
 * better-auth's plugin is not used: it keeps backup codes readable, takes a code again and again for as long as it is shown, and knows neither our limits
 * nor our sessions.
 */

const STEP_SECONDS = 30
const SECRET_BYTES = 20
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** A new secret, in the letters of RFC 4648 that apps read. */
export function makeSecret(): string {
  return base32(randomBytes(SECRET_BYTES))
}

/** The number of the 30 seconds that an instant falls into. */
export function stepAt(now: Date): number {
  return Math.floor(now.getTime() / 1000 / STEP_SECONDS)
}

/** The code of a step. */
export function codeOf(secret: string, step: number, digits = 6): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const hash = createHmac('sha1', fromBase32(secret)).update(counter).digest()
  const at = (hash.at(-1) ?? 0) & 0xf
  const number = (hash.readUInt32BE(at) & 0x7fffffff) % 10 ** digits
  return String(number).padStart(digits, '0')
}

/** The step that a code belongs to: now, or one before or after for clocks that differ. Null when to none; it takes as long. */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  const here = stepAt(now)
  const matching = [here - 1, here, here + 1].filter((step) => sameText(codeOf(secret, step), code))
  return matching.at(-1) ?? null
}

/** What an app reads from the picture. */
export function enrolmentUri(secret: string, email: string): string {
  const label = `${encodeURIComponent('Bazgasht')}:${encodeURIComponent(email)}`
  return `otpauth://totp/${label}?secret=${secret}&issuer=Bazgasht&algorithm=SHA1&digits=6&period=${STEP_SECONDS}`
}

function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five, 2)]).join('')
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
