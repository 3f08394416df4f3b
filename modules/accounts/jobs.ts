import * as z from 'zod'
import type { Db } from '#core/db'
import { job } from '#core/jobs'
import { TELL_RESETS, tellResets } from './reset-password.ts'

const DAY = 24 * 3600_000

/** Writes to whoever asked for a new password. */
export const tellResetsJob = job(TELL_RESETS, z.object({}), async (server) => {
  await tellResets(server, new Date())
})

/** Throws away what accounts need no more. */
export const forgetOldJob = job('accounts.forget_old', z.object({}), (server) => forgetOld(server.db, new Date()))

/** Sessions that ended by themselves, attempts of yesterday, and links and letters a month after their end. */
export async function forgetOld(db: Db, now: Date): Promise<void> {
  const [yesterday, lastMonth] = [new Date(now.getTime() - DAY), new Date(now.getTime() - 30 * DAY)]
  await db.deleteFrom('auth_sessions').where('expires_at', '<', now).execute()
  await db.deleteFrom('auth_attempts').where('started_at', '<', yesterday).execute()
  await db.deleteFrom('auth_links').where('expires_at', '<', lastMonth).execute()
  await db.deleteFrom('auth_letters').where('ended_at', '<', lastMonth).execute()
}
