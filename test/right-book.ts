import { expect } from 'vitest'
import type { Ctx } from '#core/context'
import { bothBooks } from './both-books.ts'

/** The book is what a fold of all orders from scratch gives. */
export async function expectRightBook(ctx: Ctx): Promise<void> {
  const { kept, counted } = await bothBooks(ctx)
  expect(kept).toEqual(counted)
}
