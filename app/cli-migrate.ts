import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { boot } from './boot.ts'
import { say } from './cli-messages.ts'
import { MIGRATION_FOLDERS } from './migrations.ts'
import { readConfig, type Settings } from '#core/config'
import { connectClient, type DbAddress } from '#core/db'
import { migrationStatus, type MigrationStatus } from '#core/migration-status'
import { readMigrations } from '#core/migrate'
import { startPostgres } from '#core/postgres'

const QUIET = { info: () => undefined, warn: (text: string) => console.error(text) }

/** Brings the database up to date without serving; with `--status` it only says what that would do: 1 when something is pending or wrong. */
export async function run(args: string[]): Promise<number> {
  const options = { status: { type: 'boolean' }, lang: { type: 'string' } } as const
  const { values, positionals } = parseArgs({ args, allowPositionals: true, strict: false, options })
  const settings = readConfig()
  const language = values.lang === 'fa' || values.lang === 'en' ? values.lang : settings.language
  if (positionals.length > 0 || Object.keys(values).some((name) => !Object.hasOwn(options, name))) {
    console.error(say(language, 'migrate_help'))
    return 2
  }
  if (values.status === true) return printStatus(await statusOf(settings), language)
  const ground = await boot(settings, { log: QUIET })
  await ground.close()
  console.log(say(language, 'migrated', { count: ground.migrated.length }))
  return 0
}

/** What has happened stands first, then what is to come; the last line sums up. */
function printStatus(status: MigrationStatus, language: 'fa' | 'en'): number {
  for (const state of ['applied', 'changed', 'unknown', 'pending'] as const) {
    for (const name of status[state]) console.log(`${state}\t${name}`)
  }
  const { applied, pending, unknown, changed } = status
  console.log(
    say(language, 'migrate_status', { applied: applied.length, pending: pending.length, unknown: unknown.length, changed: changed.length }),
  )
  return pending.length + unknown.length + changed.length > 0 ? 1 : 0
}

async function statusOf(settings: Settings): Promise<MigrationStatus> {
  const isNew = !settings.databaseUrl && !existsSync(join(settings.dataFolder, 'postgres', 'PG_VERSION'))
  if (isNew) return { applied: [], pending: (await readMigrations(MIGRATION_FOLDERS)).map(({ name }) => name), unknown: [], changed: [] }
  await using steps = new AsyncDisposableStack()
  const client = await connectClient(await addressOf(settings, steps))
  steps.defer(() => client.end())
  // Awaited here: what returns at once would be asked of a connection that is closed already.
  return await migrationStatus((text) => client.query(text), MIGRATION_FOLDERS)
}

async function addressOf({ databaseUrl, dataFolder }: Settings, steps: AsyncDisposableStack): Promise<DbAddress> {
  if (databaseUrl) return { connectionString: databaseUrl, connectionTimeoutMillis: 10_000 }
  const postgres = await startPostgres({ dataFolder, log: QUIET })
  steps.defer(postgres.stop)
  return postgres.address
}
