import { Worker } from 'node:worker_threads'
import * as z from 'zod'
import type { Ctx } from '#core/context'
import { AppError } from '#core/errors'
import type { Server } from '#core/server'
import type { Run } from './perform-import.ts'
import type { Claimed } from './queue.ts'
import { performUndo } from './undo-import.ts'

/** How the work on an import ended: done, or why not. */
export interface Outcome {
  readonly done?: true
  readonly failure?: { readonly code: string | null; readonly reason: string }
}

/** Work under way. */
export interface Work {
  /** Null when the thread went away without a word. */
  readonly ended: Promise<Outcome | null>
  readonly stop: () => void
}

type Told = Pick<Run, 'tell' | 'working'>

const Message = z.object({
  stand: z
    .object({ stage: z.enum(['reading', 'customers', 'orders', 'counting']), rows: z.number(), bytes: z.number(), bytesTotal: z.number() })
    .optional(),
  pid: z.number().optional(),
  done: z.literal(true).optional(),
  failure: z.object({ code: z.string().nullable(), reason: z.string() }).optional(),
})

/** Begins the work: in a thread of its own, because it may keep a processor busy for minutes, unless it takes less than the thread's start. */
export function beginWork(server: Pick<Server, 'address' | 'files' | 'log'>, ctx: Ctx, claimed: Claimed, told: Told): Work {
  return claimed.task === 'undo' && claimed.orders <= FEW ? workHere(ctx, claimed, told) : workInThread(server, ctx, claimed, told)
}

const FEW = 2000

function workHere(ctx: Ctx, { id }: Claimed, told: Told): Work {
  const stop = new AbortController()
  const ended = performUndo(ctx, { importId: id, ...told, signal: stop.signal }).then(
    () => ({ done: true }) as const,
    (error: unknown) => ({ failure: failureOf(error) }),
  )
  return { ended, stop: () => stop.abort() }
}

function workInThread(server: Pick<Server, 'address' | 'files' | 'log'>, ctx: Ctx, { id, task }: Claimed, told: Told): Work {
  const thread = new Worker(new URL('./import-thread.ts', import.meta.url), {
    // Flags of this process, such as a loader of tests, are none of the thread's.
    execArgv: [],
    workerData: { address: plainAddress(server.address), folder: server.files.folder, workspaceId: ctx.workspace.id, importId: id, task },
  })
  let outcome: Outcome | null = null
  const ended = new Promise<Outcome | null>((resolve) => {
    thread.on('message', (data) => {
      const message = Message.parse(data)
      if (message.stand) told.tell(message.stand)
      if (message.pid !== undefined) told.working(message.pid)
      if (message.done || message.failure) outcome = message
    })
    thread.on('error', (err) => server.log.error({ err }, 'import thread'))
    thread.on('exit', () => resolve(outcome))
  })
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  return { ended, stop: () => thread.postMessage('stop') }
}

/** Only codes of our own are shown to people; the rest goes to the log. */
export function failureOf(error: unknown): { readonly code: string | null; readonly reason: string } {
  if (error instanceof AppError) return { code: error.code, reason: error.code }
  return { code: null, reason: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}

/** A thread gets a copy, which functions cannot be part of. */
function plainAddress(address: Server['address']): Record<string, unknown> {
  return Object.fromEntries(Object.entries(address).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value)))
}
