import type { Finding } from '../api.ts'
import { judgeProcesses } from '../domain.ts'
import { listProcesses } from '../processes.ts'
import type { Check } from './check.ts'

/** Whether every process that reported itself still does, and all are of one version. */
export const processesCheck: Check = {
  name: 'processes',
  look: async ({ db, now }): Promise<Finding[]> => {
    if (!db) return []
    return judgeProcesses(await listProcesses(db), now).map((judged) => ({ check: 'processes', ...judged }))
  },
}
