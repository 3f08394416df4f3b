import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** What a guess costs: 32 MB, three times over (OWASP's cheat sheet on storing passwords). The stored form names it, so that it can grow. */
const COST = { exponent: 15, r: 8, p: 3 }
/** What better-auth made, whose stored form is a salt and a key without a name. */
const COST_BEFORE = { exponent: 14, r: 16, p: 1 }
const KEY_BYTES = 64
const STORED = /^scrypt\$(\d{1,2})\$(\d{1,2})\$(\d{1,2})\$([0-9a-f]{32})\$([0-9a-f]{128})$/
const STORED_BEFORE = /^([0-9a-f]{32}):([0-9a-f]{128})$/

type Cost = typeof COST

/** The stored form of a password; slow on purpose, so compute it before a transaction begins. */
export async function passwordHash(password: string): Promise<string> {
  const salt = randomBytes(16).toString('hex')
  const key = await keyOf(password, salt, COST)
  return `scrypt$${COST.exponent}$${COST.r}$${COST.p}$${salt}$${key.toString('hex')}`
}

/** Whether this is the password behind a stored form. It takes as long where there is none, so that time does not tell who has an account. */
export async function isPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  const { cost, salt, key } = read(stored ?? OF_NOBODY)
  const isRight = timingSafeEqual(await keyOf(password, salt, cost), Buffer.from(key, 'hex'))
  // The older form costs a third; the rest is spent as well, or time would tell who has had an account for long.
  if (cost === COST_BEFORE) await keyOf(password, salt, { ...COST, p: COST.p - 1 })
  return isRight && stored !== null && stored !== undefined
}

/** Whether guessing this one is cheaper than it would be for a password that is set today. */
export function isOutdated(stored: string): boolean {
  return !stored.startsWith(`scrypt$${COST.exponent}$${COST.r}$${COST.p}$`)
}

const OF_NOBODY = `scrypt$${COST.exponent}$${COST.r}$${COST.p}$${'0'.repeat(32)}$${'0'.repeat(128)}`

function read(stored: string): { readonly cost: Cost; readonly salt: string; readonly key: string } {
  const [, exponent, r, p, salt = '', key = ''] = STORED.exec(stored) ?? []
  if (key !== '') return { cost: { exponent: Number(exponent), r: Number(r), p: Number(p) }, salt, key }
  const [, saltBefore = '', keyBefore = ''] = STORED_BEFORE.exec(stored) ?? []
  if (keyBefore === '') throw new Error('a stored password has one of two forms')
  return { cost: COST_BEFORE, salt: saltBefore, key: keyBefore }
}

/** Letters that look alike but are written differently are the same password, whichever keyboard wrote them. */
function keyOf(password: string, salt: string, { exponent, r, p }: Cost): Promise<Buffer> {
  const options = { N: 2 ** exponent, r, p, maxmem: 256 * 2 ** exponent * r }
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) => (error ? reject(error) : resolve(key)))
  })
}
