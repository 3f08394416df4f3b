import type * as z from 'zod'
import type { Ctx } from '#core/context'
import { inThread } from '#core/threads'
import { streamHistories, type HistoriesWanted } from '#modules/orders'
import type { HistoryFold } from './domain-cells-fold.ts'

/** A fold of histories that can run here or in a thread. */
export interface FoldProgram<I extends object, T> {
  /** The file that begins the same fold in a thread. */
  readonly thread: URL
  readonly begin: (input: I & { readonly expected: number }, tell: (share: number) => void) => HistoryFold<T>
  readonly result: z.ZodType<T>
}

/** Who waits for what is computed. */
export interface Waiting {
  /** Hears how far it has come, 0 to 1. */
  readonly tell?: (share: number) => void
  /** Nobody waits any more. */
  readonly signal?: AbortSignal
}

/** Up to so many customers are folded before a thread would have begun. */
const FEW = 5_000

/** What the fold makes of the histories of the wanted customers as they are now. */
export function foldHistories<I extends object, T>(
  ctx: Ctx,
  wanted: HistoriesWanted,
  { program: { thread, begin, result }, input }: { readonly program: FoldProgram<I, T>; readonly input: I },
  { tell, signal }: Waiting = {},
): Promise<T> {
  return streamHistories(ctx, wanted, async ({ chunks, expected: { customers } }) => {
    const told = { ...input, expected: customers }
    if (customers > FEW) return inThread(thread, told, { result, feed: chunks, ...(tell ? { tell } : {}), ...(signal ? { signal } : {}) })
    const fold = begin(told, () => {})
    for await (const chunk of chunks) fold.add(chunk)
    return fold.end()
  })
}
