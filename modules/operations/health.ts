import { statfs } from 'node:fs/promises'
import type { Finding, HealthResponse } from './api.ts'
import { existing, memory } from './checks/machine.ts'
import { examineInside } from './checks/run.ts'
import { readDatabaseFigures } from './database-figures.ts'
import { listProcesses, type SeenProcess } from './processes.ts'
import type { Sources } from './sources.ts'
import { readWorkState } from './work-state.ts'
import type { Server } from '#core/server'
import { programVersion } from '#core/version'

const MINUTES = 60

/** How the installation is doing, as its page shows it. Checks that leave the building are asked for apart, because they take longer and change less. */
export async function readHealth(server: Server, sources: Sources): Promise<HealthResponse> {
  const { db, config } = server
  const now = new Date()
  const work = readWorkState(db, sources, now)
  const [findings, state, database, processes] = await Promise.all([
    examineInside({ settings: config, now, db }, sources, work),
    work,
    readDatabaseFigures(db),
    listProcesses(db),
  ])
  return {
    at: now.toISOString(),
    version: programVersion(),
    findings: findings.toSorted(byUrgency),
    minutes: lastHour(processes, now),
    reactions: [...state.reactions],
    jobs: [...state.jobs],
    backlogs: [...state.backlogs],
    processes: processes.map(({ startedAt, ...seen }) => ({
      ...seen,
      startedAt: startedAt.toISOString(),
      isThis: seen.pid === process.pid,
    })),
    database: { ...database, settings: [...database.settings], isOwn: config.databaseUrl !== null },
    disk: await diskOf(config.dataFolder),
    memory: await memory().then(({ available, total }) => ({ free: available, total })),
  }
}

const URGENCY = { bad: 0, warn: 1, ok: 2 } as const satisfies Record<Finding['level'], number>

const byUrgency = (one: Finding, other: Finding) => URGENCY[one.level] - URGENCY[other.level]

/** Every minute of the last hour, of all processes together, with those in which nothing happened. */
function lastHour(processes: readonly SeenProcess[], now: Date): HealthResponse['minutes'] {
  const last = Math.floor(now.getTime() / 60_000)
  const counted = processes.flatMap(({ minutes }) => minutes)
  return Array.from({ length: MINUTES }, (_, index) => {
    const minute = last - MINUTES + 1 + index
    const of = counted.filter(([each]) => each === minute)
    return {
      at: new Date(minute * 60_000).toISOString(),
      requests: of.reduce((sum, [, requests]) => sum + requests, 0),
      slow: of.reduce((sum, [, , slow]) => sum + slow, 0),
      failed: of.reduce((sum, [, , , failed]) => sum + failed, 0),
    }
  })
}

async function diskOf(folder: string): Promise<HealthResponse['disk']> {
  const { bavail, blocks, bsize } = await statfs(existing(folder))
  return { folder, free: bavail * bsize, total: blocks * bsize }
}
