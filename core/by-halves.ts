import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { AppError } from '#core/errors'

interface ByHalves<T> {
  readonly run: (ctx: Ctx, items: readonly T[]) => Promise<void>
  /** Told of the one that cannot be digested, with what went wrong, by kind only. */
  readonly park: (ctx: Ctx, item: T, error: string) => Promise<void>
}

/**
 * Digests items in the caller's transaction: all at once when that works; otherwise halves, until the one that cannot be digested stands alone and is
 * parked. Throws when the trouble is not the items'.
 */
export async function digestByHalves<T>(ctx: Ctx, items: readonly T[], how: ByHalves<T>): Promise<void> {
  const [first] = items
  if (first === undefined) return
  const failure = await attempt(ctx, () => how.run(ctx, items))
  if (failure === undefined) return
  if (items.length === 1) return how.park(ctx, first, failure)
  const middle = Math.ceil(items.length / 2)
  await digestByHalves(ctx, items.slice(0, middle), how)
  await digestByHalves(ctx, items.slice(middle), how)
}

/** Works inside a savepoint; gives what went wrong, by kind only, or undefined. Throws when the same work will do later. */
export async function attempt(ctx: Ctx, work: () => Promise<void>): Promise<string | undefined> {
  await sql`savepoint attempt`.execute(ctx.db)
  try {
    await work()
    await sql`release savepoint attempt`.execute(ctx.db)
    return undefined
  } catch (error) {
    if (isPassing(error)) throw error
    await sql`rollback to savepoint attempt`.execute(ctx.db)
    await sql`release savepoint attempt`.execute(ctx.db)
    return kindOf(error)
  }
}

/** Lost connections, deadlocks, shutdowns, full disks: the same items will do later. */
function isPassing(error: unknown): boolean {
  const code = codeOf(error)
  if (code === undefined) return error instanceof Error && /connection/i.test(error.message)
  return /^(08|40|53|57|58)/.test(code) || /^E[A-Z]+$/.test(code)
}

/** An error's text may hold people's data, so only its kind is kept. */
function kindOf(error: unknown): string {
  if (error instanceof AppError) return error.code
  if (!(error instanceof Error)) return 'unknown'
  return [error.name, codeOf(error)].filter(Boolean).join(' ')
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
