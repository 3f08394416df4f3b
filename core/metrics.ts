import { Counter, Histogram, Registry } from 'prom-client'

/** What a request was and how long it took. `route` is the template, never the address that was asked for. */
export interface Answered {
  readonly method: string
  readonly route: string
  readonly status: number
  readonly seconds: number
}

/** A minute of this process's life. */
export interface Minute {
  /** The minute's number since 1970. */
  readonly minute: number
  readonly requests: number
  readonly slow: number
  /** Answered with 500 and above. */
  readonly failed: number
}

/** What one process counts about itself, for /metrics and the Operations page. */
export interface Metrics {
  readonly registry: Registry
  readonly answered: (answered: Answered) => void
  readonly signInFailed: () => void
  /** The last hour, oldest first; minutes in which nothing happened are left out. */
  readonly minutes: () => readonly Minute[]
}

/** From here on a request is slow: people begin to wonder whether they pressed the button. */
export const SLOW_SECONDS = 2
const KEPT_MINUTES = 60
const BUCKETS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15]

/** Counters of a process that begins. */
export function createMetrics(clock = () => Date.now()): Metrics {
  const registry = new Registry()
  const requests = new Histogram({
    name: 'bazgasht_http_request_duration_seconds',
    help: 'Requests by method, route and class of status',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers: [registry],
  })
  const failures = new Counter({ name: 'bazgasht_sign_in_failures_total', help: 'Sign-ins that were refused', registers: [registry] })
  const kept = new Map<number, Minute>()
  return {
    registry,
    answered: ({ method, route, status, seconds }) => {
      requests.observe({ method, route, status: `${Math.floor(status / 100)}xx` }, seconds)
      const minute = Math.floor(clock() / 60_000)
      const so = kept.get(minute) ?? { minute, requests: 0, slow: 0, failed: 0 }
      kept.set(minute, {
        minute,
        requests: so.requests + 1,
        slow: so.slow + (seconds >= SLOW_SECONDS ? 1 : 0),
        failed: so.failed + (status >= 500 ? 1 : 0),
      })
      for (const old of kept.keys()) if (old <= minute - KEPT_MINUTES) kept.delete(old)
    },
    signInFailed: () => failures.inc(),
    minutes: () => {
      const now = Math.floor(clock() / 60_000)
      return [...kept.values()].filter(({ minute }) => minute > now - KEPT_MINUTES)
    },
  }
}
