import { foldsInThread } from '#core/threads'
import { beginCells, CellsInput } from './domain-cells-fold.ts'

foldsInThread(CellsInput, (input, tell) => {
  const { add, end } = beginCells(input, tell)
  return { add, end: () => ({ result: end() }) }
})
