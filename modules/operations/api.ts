import * as z from 'zod'

/** How it stands with something: fine, to be seen to, or harmful now. */
export const LEVELS = ['ok', 'warn', 'bad'] as const

/** What a check found. `code` names its sentence and what to do about it, `details` fill both; no person's data and no secret is among them. */
export const Finding = z.object({
  check: z.string(),
  level: z.enum(LEVELS),
  code: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type Finding = z.infer<typeof Finding>

/** What waits in every workspace together. `failed` is of the last day, `lateSeconds` how long the oldest has been due. */
const Line = z.object({ name: z.string(), waiting: z.number(), failed: z.number(), lateSeconds: z.number() })
export type Line = z.infer<typeof Line>

const Process = z.object({
  host: z.string(),
  pid: z.number(),
  version: z.string(),
  node: z.string(),
  startedAt: z.string(),
  seenSeconds: z.number(),
  memory: z.number(),
  livePages: z.number(),
  isThis: z.boolean(),
})

const Minute = z.object({ at: z.string(), requests: z.number(), slow: z.number(), failed: z.number() })

export const HealthResponse = z.object({
  at: z.string(),
  version: z.string(),
  findings: z.array(Finding),
  /** The last hour, oldest first, of all processes together. */
  minutes: z.array(Minute),
  reactions: z.array(Line),
  jobs: z.array(Line),
  backlogs: z.array(Line),
  processes: z.array(Process),
  database: z.object({
    version: z.string(),
    bytes: z.number(),
    connections: z.number(),
    mostConnections: z.number(),
    isOwn: z.boolean(),
    settings: z.array(z.object({ name: z.string(), value: z.string() })),
  }),
  disk: z.object({ folder: z.string(), free: z.number(), total: z.number() }).nullable(),
  memory: z.object({ free: z.number(), total: z.number() }),
})
export type HealthResponse = z.infer<typeof HealthResponse>
