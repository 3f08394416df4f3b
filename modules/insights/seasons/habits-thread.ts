import { foldsInThread } from '#core/threads'
import { beginHabits, HabitsInput } from './domain-habits.ts'

foldsInThread(HabitsInput, (input, tell) => {
  const { add, end } = beginHabits(input, tell)
  return { add, end: () => ({ result: end() }) }
})
