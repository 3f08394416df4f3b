import { foldsInThread } from '#core/threads'
import { beginCut, CutInput } from './domain-cut-fold.ts'

foldsInThread(CutInput, (input, tell) => {
  const { add, end } = beginCut(input, tell)
  return { add, end: () => ({ result: end() }) }
})
