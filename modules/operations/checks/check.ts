import { setTimeout as wait } from 'node:timers/promises'
import type { Finding } from '../api.ts'
import type { Settings } from '#core/config'
import type { Db } from '#core/db'

/** What checks look at. */
export interface Ground {
  readonly settings: Settings
  readonly now: Date
  /** Null when the database cannot be reached: its own check says why. */
  readonly db: Db | null
}

/** One question about the installation. */
export interface Check {
  readonly name: string
  readonly look: (ground: Ground) => Promise<readonly Finding[]> | readonly Finding[]
}

const LIMIT = 6_000

/** What all checks found, in their order. One that fails or takes too long says so and holds up no other. */
export async function runChecks(checks: readonly Check[], ground: Ground, limit = LIMIT): Promise<Finding[]> {
  return (await Promise.all(checks.map((check) => runCheck(check, ground, limit)))).flat()
}

async function runCheck({ name, look }: Check, ground: Ground, limit: number): Promise<readonly Finding[]> {
  const done = new AbortController()
  const late = wait(limit, [finding('warn', name, 'check_late', { seconds: limit / 1000 })], { signal: done.signal, ref: false })
  try {
    return await Promise.race([look(ground), late])
  } catch (error) {
    return [finding('warn', name, 'check_failed', { reason: reasonOf(error) })]
  } finally {
    done.abort()
    late.catch(() => undefined)
  }
}

/** A finding, written in one line. */
export function finding(level: Finding['level'], check: string, code: string, details: Finding['details'] = {}): Finding {
  return { check, level, code, details }
}

/** The system's word for what went wrong. Messages may hold secrets and people's data, so they are left out. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
