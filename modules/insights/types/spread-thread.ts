// Sums over the purchases of everybody, in a thread of its own.
import * as z from 'zod'
import { computesInThread } from '#core/threads'
import { revenueByMonth, spreadOf } from './domain-spread.ts'

const Input = z.object({
  count: z.int(),
  starts: z.instanceof(Uint32Array),
  days: z.instanceof(Int32Array),
  amounts: z.instanceof(Float64Array),
})

computesInThread(Input, (columns) => ({ result: { revenue: revenueByMonth(columns), spread: spreadOf(columns) } }))
