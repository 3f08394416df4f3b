import type { Finding } from '../api.ts'
import { listRows, standingOf } from '../backups/queries.ts'
import { judgeBackup } from '../domain.ts'
import type { Check } from './check.ts'

/** Whether there is a recent backup, and the last attempt was good. */
export const backupCheck: Check = {
  name: 'backup',
  look: async ({ db, now }): Promise<Finding[]> => {
    if (!db) return []
    const { lastGoodAt, lastFailed } = standingOf(await listRows(db))
    return [{ check: 'backup', ...judgeBackup(lastGoodAt ? (now.getTime() - lastGoodAt.getTime()) / 3600_000 : null, lastFailed) }]
  },
}
