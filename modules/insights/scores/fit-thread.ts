import * as z from 'zod'
import { computesInThread } from '#core/threads'
import { fitShop } from './domain-fitting.ts'
import { FitInput } from './fit-messages.ts'

/** Fits, tries and scores a whole shop beside the pages. */
computesInThread(FitInput, ({ fitting, histories }, tell) => {
  const found = fitShop(fitting, histories, tell)
  return { result: found, transfer: Object.values(found.scores).map((column) => z.instanceof(ArrayBuffer).parse(column.buffer)) }
})
