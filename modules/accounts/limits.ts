import { countAttempt, forgetAttempts, returnAttempt } from '#core/attempts'
import type { Db } from '#core/db'
import type { KnownDevice } from '#core/known-devices'
import { networkOf } from '#pure/network'

/** Somebody who says to be the one with this e-mail. */
export interface Attempt {
  readonly email: string
  readonly address: string
  /** The browser, when this very account has been signed in with it before. */
  readonly device: KnownDevice | null
}

const QUARTER = 15 * 60
const ON_KNOWN_DEVICE = { most: 10, windowSeconds: QUARTER }
const FROM_NETWORK = { most: 50, windowSeconds: QUARTER }
const FROM_NETWORK_FOR_ACCOUNT = { most: 5, windowSeconds: QUARTER }
const FROM_ANYWHERE_FOR_ACCOUNT = { most: 30, windowSeconds: 4 * QUARTER }

/**
 * Counts an attempt before anything is looked at, so that no number of them at once is looked at; throws `accounts.too_many_attempts` with the seconds to
 * wait. A known device has a budget of its own, which nobody elsewhere can use up: guessing at an account never keeps its owner out.
 */
export async function countSignIn(db: Db, attempt: Attempt, now: Date): Promise<void> {
  const keys = keysOf(attempt)
  if (keys.device) return countAttempt(db, keys.device, ON_KNOWN_DEVICE, now)
  await countAttempt(db, keys.network, FROM_NETWORK, now)
  await countAttempt(db, keys.networkForAccount, FROM_NETWORK_FOR_ACCOUNT, now)
  await countAttempt(db, keys.account, FROM_ANYWHERE_FOR_ACCOUNT, now)
}

/** The password was right: what was counted for it is taken back. What others tried elsewhere stays counted. */
export async function forgetSignIn(db: Db, attempt: Attempt): Promise<void> {
  const keys = keysOf(attempt)
  if (keys.device) return forgetAttempts(db, keys.device)
  await forgetAttempts(db, keys.networkForAccount)
  await returnAttempt(db, keys.network)
  await returnAttempt(db, keys.account)
}

function keysOf({ email, address, device }: Attempt) {
  const [account, network] = [email.toLowerCase(), networkOf(address)]
  return {
    device: device && `device:${device.id}:${account}`,
    network: `network:${network}`,
    networkForAccount: `network:${network}:${account}`,
    account: `account:${account}`,
  }
}
