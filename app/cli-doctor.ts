import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { sentenceOf } from './cli-messages.ts'
import { DOCTOR_HELP, doctorJson, doctorReport, trialLetter } from './doctor-words.ts'
import { SOURCES } from './sources.ts'
import { languageOf, readConfig, type Settings } from '#core/config'
import { connectPool, kyselyOver, type Db, type DbAddress } from '#core/db'
import { AppError } from '#core/errors'
import { startPostgres } from '#core/postgres'
import { examine, finding, reasonOf, sendTrial, type Finding } from '#modules/operations'

const QUIET = { info: () => undefined, warn: () => undefined }
/** Recovery after a crash takes its time. */
const START_LIMIT = 30_000

/** Looks at everything that the installation stands on: 0 when it can run, 1 when something is bad, 2 when the command line cannot be followed. */
export async function run(args: string[]): Promise<number> {
  const options = { lang: { type: 'string' }, help: { type: 'boolean' }, json: { type: 'boolean' }, 'send-to': { type: 'string' } } as const
  const { values, positionals } = parseArgs({ args, allowPositionals: true, strict: false, options })
  const language = values.lang === 'fa' || values.lang === 'en' ? values.lang : languageOf()
  const unknown = Object.keys(values).some((name) => !Object.hasOwn(options, name)) || positionals.length > 0 || values['send-to'] === true
  const to = typeof values['send-to'] === 'string' ? values['send-to'] : undefined
  if (values.help === true || unknown) {
    console[values.help === true ? 'log' : 'error'](DOCTOR_HELP[language])
    return values.help === true ? 0 : 2
  }
  const findings = await look(language, to)
  console.log(values.json === true ? doctorJson(findings, language) : doctorReport(findings, language, process.stdout.isTTY === true))
  return findings.some(({ level }) => level === 'bad') ? 1 : 0
}

async function look(language: 'fa' | 'en', to: string | undefined): Promise<Finding[]> {
  const settings = settingsOr((error) => sentenceOf(error, language) ?? reasonOf(error))
  if ('level' in settings) return [settings]
  await using steps = new AsyncDisposableStack()
  const { db, findings } = await reach(settings, steps)
  const trial = to === undefined ? [] : [await sendTrial(settings, to, trialLetter(language))]
  const examined = await examine({ settings, now: new Date(), db }, SOURCES)
  return [finding('ok', 'settings', 'settings_ok'), ...findings, ...examined, ...trial]
}

function settingsOr(say: (error: unknown) => string): Settings | Finding {
  try {
    return readConfig()
  } catch (error) {
    return finding('bad', 'settings', 'settings_bad', { sentence: say(error) })
  }
}

interface Reached {
  readonly db: Db | null
  readonly findings: Finding[]
}

/** The database as it is: nothing is made or migrated. The embedded one is started when nobody has, and stopped again afterwards. */
async function reach(settings: Settings, steps: AsyncDisposableStack): Promise<Reached> {
  const isNew = !settings.databaseUrl && !existsSync(join(settings.dataFolder, 'postgres', 'PG_VERSION'))
  if (isNew) return { db: null, findings: [finding('ok', 'database', 'database_new')] }
  try {
    const address = await addressOf(settings, steps)
    const pool = connectPool({ ...address, connectionTimeoutMillis: 5_000, statement_timeout: 5_000 }, 4)
    steps.defer(() => pool.end())
    const db = kyselyOver(pool)
    await sql`select 1`.execute(db)
    const began = performance.now()
    const { rows } = await sql<{ version: string }>`select split_part(current_setting('server_version'), ' ', 1) as version`.execute(db)
    const details = { version: rows[0]?.version ?? '?', ms: Math.round(performance.now() - began) }
    return { db, findings: [finding('ok', 'database', 'database_ok', details)] }
  } catch (error) {
    const reason = error instanceof AppError ? String(error.details.reason ?? error.code) : reasonOf(error)
    const log = join(settings.dataFolder, 'postgres.log')
    const code = settings.databaseUrl ? 'database_unreachable' : 'database_down'
    return { db: null, findings: [finding('bad', 'database', code, { reason, log })] }
  }
}

async function addressOf(settings: Settings, steps: AsyncDisposableStack): Promise<DbAddress> {
  if (settings.databaseUrl) return { connectionString: settings.databaseUrl }
  const postgres = await startPostgres({ dataFolder: settings.dataFolder, log: QUIET, signal: AbortSignal.timeout(START_LIMIT) })
  steps.defer(postgres.stop)
  return postgres.address
}
