import type { Finding } from '../api.ts'
import type { Sources } from '../sources.ts'
import { readWorkState, type WorkState } from '../work-state.ts'
import { runChecks, type Check, type Ground } from './check.ts'
import { backupCheck } from './backup.ts'
import { clockCheck, databaseCheck } from './database.ts'
import { folderCheck, secretsCheck } from './folder.ts'
import { diskCheck, memoryCheck, nodeCheck } from './machine.ts'
import { mailCheck } from './mail.ts'
import { migrationsCheck } from './migrations.ts'
import { addressCheck, portCheck, proxyCheck } from './network.ts'
import { processesCheck } from './processes.ts'
import { workChecks } from './work.ts'

/** Everything that can be looked at from the command line, beside a running server or without one. */
export function examine(ground: Ground, sources: Sources): Promise<Finding[]> {
  const state = ground.db ? readWorkState(ground.db, sources, ground.now) : Promise.resolve(null)
  const here = [nodeCheck, diskCheck, memoryCheck, folderCheck, secretsCheck]
  const reached = [mailCheck, portCheck, addressCheck, proxyCheck]
  return runChecks([...here, ...inDatabase(state, sources), ...reached], ground)
}

/** What makes sense to look at from inside a process that serves: it runs, so it need not be reached. */
export function examineInside(ground: Ground, sources: Sources, state: Promise<WorkState>): Promise<Finding[]> {
  return runChecks(
    [diskCheck, memoryCheck, folderCheck, secretsCheck, ...inDatabase(state, sources), processesCheck, addressCheck, proxyCheck, mailCheck],
    ground,
  )
}

/** All checks that ask how far the work has come share one look at it. */
function inDatabase(state: Promise<WorkState | null>, sources: Sources): Check[] {
  // Each check that waits for it says so by itself.
  state.catch(() => undefined)
  return [databaseCheck, migrationsCheck(sources.migrationFolders), clockCheck, ...workChecks(() => state), backupCheck]
}
