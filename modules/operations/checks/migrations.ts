import { sql } from 'kysely'
import type { Finding } from '../api.ts'
import { finding, type Check } from './check.ts'
import { migrationStatus, type MigrationStatus } from '#core/migration-status'

/** Whether the tables are those of this program. */
export function migrationsCheck(folders: readonly string[]): Check {
  return {
    name: 'migrations',
    look: async ({ db }): Promise<Finding[]> => {
      if (!db) return []
      const query = (text: string) => sql.raw<{ name: string; checksum: string }>(text).execute(db)
      return judge(await migrationStatus(query, folders))
    },
  }
}

function judge({ applied, pending, unknown, changed }: MigrationStatus): Finding[] {
  const say = (level: Finding['level'], code: string, names: readonly string[]) =>
    names.length > 0 ? [finding(level, 'migrations', code, { count: names.length, names: names.slice(0, 3).join(', ') })] : []
  const troubles = [
    ...say('bad', 'migrations_unknown', unknown),
    ...say('bad', 'migrations_changed', changed),
    ...say('warn', 'migrations_pending', pending),
  ]
  return troubles.length > 0 ? troubles : [finding('ok', 'migrations', 'migrations_ok', { count: applied.length })]
}
