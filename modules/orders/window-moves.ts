import type { Ctx } from '#core/context'
import type { Book } from './book.ts'
import { suggestedWindow } from './domain.ts'
import { readCells } from './read-cells.ts'

/** Whether a suggested activity window has moved by more than a tenth: it is followed only then, as each move means counting everything. */
export async function windowHasMoved(ctx: Ctx, { windowDays, windowSource }: Book): Promise<boolean> {
  if (windowSource !== 'suggested') return false
  const suggested = suggestedWindow(await readCells(ctx, ['gap:any']))
  return suggested !== null && Math.abs(suggested - windowDays) > windowDays / 10
}
