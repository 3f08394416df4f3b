import type { Finding } from '../api.ts'
import type { Sources } from '../sources.ts'
import { readWorkState } from '../work-state.ts'
import { runChecks, type Check, type Ground } from './check.ts'
import { clockCheck, databaseCheck } from './database.ts'
import { folderCheck, secretsCheck } from './folder.ts'
import { diskCheck, memoryCheck, nodeCheck } from './machine.ts'
import { mailCheck } from './mail.ts'
import { migrationsCheck } from './migrations.ts'
import { addressCheck, portCheck, proxyCheck } from './network.ts'
import { workChecks } from './work.ts'

/** Everything that can be looked at from the command line, beside a running server or without one. */
export function examine(ground: Ground, sources: Sources): Promise<Finding[]> {
  return runChecks(
    [
      nodeCheck,
      diskCheck,
      memoryCheck,
      folderCheck,
      secretsCheck,
      clockCheck,
      ...inDatabase(ground, sources),
      mailCheck,
      portCheck,
      addressCheck,
      proxyCheck,
    ],
    ground,
  )
}

/** All checks that ask the database share one look at the work. */
function inDatabase({ db, now }: Ground, sources: Sources): Check[] {
  const state = db ? readWorkState(db, sources, now) : Promise.resolve(null)
  // Each check that waits for it says so by itself.
  state.catch(() => undefined)
  return [databaseCheck, migrationsCheck(sources.migrationFolders), ...workChecks(() => state)]
}
