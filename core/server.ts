import type pg from 'pg'
import { authOver, type Auth } from '#core/auth'
import type { Config } from '#core/config'
import { connectPool, kyselyOver, type Db, type DbAddress } from '#core/db'
import { filesIn, type Files } from '#core/files'
import type { Holding } from '#core/holdings'
import { createJobs, type Jobs } from '#core/jobs'
import { createLive, type Live } from '#core/live'
import { createLog, type Log } from '#core/log'
import { createMetrics, type Metrics } from '#core/metrics'
import { createSignals, type Signals } from '#core/signals'

/** What one process of the product holds for as long as it runs. Nothing here belongs to a request. */
export interface Server {
  readonly config: Config
  readonly address: DbAddress
  readonly pool: pg.Pool
  readonly db: Db
  readonly auth: Auth
  readonly jobs: Jobs
  readonly live: Live
  readonly signals: Signals
  readonly files: Files
  readonly holdings: readonly Holding[]
  readonly log: Log
  readonly metrics: Metrics
  /** Aborted as soon as the process is to end: it finishes what it has and takes no more. */
  readonly stopping: AbortController
  /** Ends everything that was opened. */
  readonly close: () => Promise<void>
}

/** A server over a migrated database. Nothing runs yet: app/wiring.ts starts the work, app/http.ts answers requests. */
export async function createServer(config: Config, address: DbAddress, holdings: readonly Holding[]): Promise<Server> {
  const log = createLog(config.logLevel)
  const pool = connectPool(address)
  const db = kyselyOver(pool)
  const signals = createSignals(address, log)
  const jobs = createJobs(address, log)
  const live = createLive(signals, log)
  const auth = authOver(db, config)
  const close = async () => {
    await live.close()
    await jobs.stop()
    await signals.close()
    await pool.end()
  }
  return {
    config,
    address,
    pool,
    db,
    auth,
    jobs,
    live,
    signals,
    files: filesIn(config.dataFolder),
    holdings,
    log,
    metrics: createMetrics(),
    stopping: new AbortController(),
    close,
  }
}
