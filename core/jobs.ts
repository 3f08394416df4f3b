import { createHash } from 'node:crypto'
import { fromKysely, PgBoss } from 'pg-boss'
import type * as z from 'zod'
import type { Ctx } from '#core/context'
import type { DbAddress } from '#core/db'
import type { Log } from '#core/log'
import type { Server } from '#core/server'

/** A kind of work that runs after the request. Shallow and repeatable: load by id, call one action, finish quietly if it is done. */
export interface Job {
  /** module.verb_noun */
  readonly name: string
  readonly work: (server: Server, data: unknown) => Promise<void>
  /** How many of them one process does at once. */
  readonly atOnce: number
}

/** When a job is nudged by itself: a five-field cron line in UTC. */
export interface Clock {
  readonly job: string
  readonly cron: string
  /** Nudges at the start of a process too, for what one before it may have left half done. */
  readonly atStart?: boolean
}

interface NudgeOptions {
  /** Nudges with the same key merge while the first still waits; the data itself is the key when none is given. */
  readonly singletonKey?: string
  readonly afterSeconds?: number
}

/** Work to be done later, in this process or another. */
export interface Jobs {
  /** Asks for a job once the caller's transaction commits. A nudge may be lost or doubled: the row it points at is the record. */
  readonly nudge: (ctx: Pick<Ctx, 'db'>, name: string, data: Readonly<Record<string, unknown>>, options?: NudgeOptions) => Promise<void>
  /** Begins to work on jobs and to keep their clocks. */
  readonly start: (server: Server, jobs: readonly Job[], clocks: readonly Clock[]) => Promise<void>
  /** Does what waits, here and now, and gives how many jobs that was. For tests and the command line. */
  readonly drain: (server: Server, jobs: readonly Job[]) => Promise<number>
  /** Lets running jobs finish, for a while. */
  readonly stop: () => Promise<void>
}

/** A job whose data is read by `data`, so that `work` gets it typed. */
export function job<T>(name: string, data: z.ZodType<T>, work: (server: Server, data: T) => Promise<void>, atOnce = 1): Job {
  return { name, work: async (server, given) => work(server, data.parse(given)), atOnce }
}

const GIVEN_UP = 'given_up'
/** A crashed process is noticed by its missing heartbeat, so a job may take as long as an import takes. */
const QUEUE = {
  policy: 'short',
  notify: true,
  retryLimit: 6,
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 600,
  expireInSeconds: 23 * 3600,
  heartbeatSeconds: 30,
  deleteAfterSeconds: 24 * 3600,
}

/** New jobs announce themselves; polling finds those that are to be tried again. */
const POLLING = { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 3 }

/** Jobs kept by pg-boss in the schema `pgboss`, which it makes and changes by itself. */
export function createJobs(address: DbAddress, log: Log): Jobs {
  let starting: Promise<PgBoss> | null = null
  const boss = (works: boolean) => (starting ??= startBoss(address, log, works))
  const ensured = rememberQueues()
  return {
    nudge: async (ctx, name, data, options = {}) => {
      const running = await boss(false)
      await ensured(running, name)
      const singletonKey = options.singletonKey ?? keyOf(data)
      await running.send(name, { ...data }, { db: fromKysely(ctx.db), singletonKey, startAfter: options.afterSeconds })
    },
    start: async (server, jobs, clocks) => {
      // Somebody may have nudged already, through an instance that does not work.
      const idle = starting
      starting = startBoss(address, log, true)
      await (await idle)?.stop({ graceful: true })
      const running = await starting
      for (const job of jobs) {
        await ensured(running, job.name)
        await attend(running, server, job)
      }
      await keepClocks(running, clocks)
    },
    drain: async (server, jobs) => {
      const running = await boss(false)
      for (const job of jobs) await ensured(running, job.name)
      return drainQueues(running, server, jobs)
    },
    stop: async () => {
      const running = await starting?.catch(() => null)
      await running?.stop({ graceful: true, timeout: 10_000 })
    },
  }
}

async function startBoss(address: DbAddress, log: Log, works: boolean): Promise<PgBoss> {
  const { host, port, user, database, connectionString, ssl } = address
  const password = typeof address.password === 'string' ? address.password : undefined
  const boss = new PgBoss({
    ...definedOnly({ host, port, user, database, password, connectionString, ssl }),
    max: works ? 4 : 1,
    application_name: 'bazgasht jobs',
    supervise: works,
    schedule: works,
    useListenNotify: works,
    persistWarnings: false,
  })
  boss.on('error', (err) => log.error({ err }, 'jobs'))
  return boss.start()
}

/** Makes a queue when it is first named. */
function rememberQueues() {
  const queues = new Map<string, Promise<void>>()
  return (boss: PgBoss, name: string): Promise<void> => {
    const known = queues.get(name)
    if (known) return known
    // A failed attempt is not remembered: the next nudge tries again.
    const made = makeQueue(boss, name).catch((error: unknown) => {
      queues.delete(name)
      throw error
    })
    queues.set(name, made)
    return made
  }
}

/** The dead-letter queue first: a queue that names one is refused without it. */
async function makeQueue(boss: PgBoss, name: string): Promise<void> {
  await boss.createQueue(GIVEN_UP)
  await boss.createQueue(name, { ...QUEUE, deadLetter: GIVEN_UP })
}

async function attend(boss: PgBoss, server: Server, job: Job): Promise<void> {
  await boss.work(job.name, { batchSize: 1, localConcurrency: job.atOnce, ...POLLING }, async (waiting) => {
    for (const { data } of waiting) await workOn(server, job, data)
  })
}

async function keepClocks(boss: PgBoss, clocks: readonly Clock[]): Promise<void> {
  const wanted = new Set(clocks.map((clock) => clock.job))
  for (const old of await boss.getSchedules()) if (!wanted.has(old.name)) await boss.unschedule(old.name)
  for (const clock of clocks) await boss.schedule(clock.job, clock.cron, {}, { singletonKey: 'clock' })
  for (const clock of clocks) if (clock.atStart) await boss.send(clock.job, {}, { singletonKey: 'start' })
}

async function drainQueues(boss: PgBoss, server: Server, jobs: readonly Job[]): Promise<number> {
  let done = 0
  for (const job of jobs) {
    for (const { id, data } of await boss.fetch(job.name, { batchSize: 100 })) {
      await job.work(server, data)
      await boss.complete(job.name, id)
      done += 1
    }
  }
  return done === 0 ? 0 : done + (await drainQueues(boss, server, jobs))
}

/** pg-boss keeps a failure's text with the job, and a database's texts hold people's data: only the kind of error is passed on. */
async function workOn(server: Server, job: Job, data: unknown): Promise<void> {
  const began = performance.now()
  const failure = await job.work(server, data).then(
    () => null,
    (err: unknown) => ({ err }),
  )
  const ms = Math.round(performance.now() - began)
  if (!failure) return server.log.info({ job: job.name, ms }, 'job')
  server.log.error({ err: failure.err, job: job.name, ms }, 'job failed')
  throw new Error(failure.err instanceof Error ? failure.err.name : 'failed')
}

function keyOf(data: Readonly<Record<string, unknown>>): string {
  return createHash('sha256').update(JSON.stringify(data)).digest('hex')
}

function definedOnly<T extends object>(given: T): T {
  return Object.assign(Object.create(null), Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)))
}
