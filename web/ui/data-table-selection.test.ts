import { expect, test } from 'vitest'
import { choose, chosenCount, EVERYTHING, headState, isChosen, NOTHING, press } from '#web/ui/data-table-selection.ts'

const ids = ['a', 'b', 'c', 'd', 'e']

test('A press chooses a row and a second press lets it go', () => {
  const once = press(NOTHING, ids, 1, null)
  expect(isChosen(once, 'b')).toBe(true)
  expect(chosenCount(press(once, ids, 1, null), 5)).toBe(0)
})

test('Shift chooses everything between the last press and this one, upwards too', () => {
  const one = press(NOTHING, ids, 3, null)
  const span = press(one, ids, 1, 3)
  expect(ids.filter((id) => isChosen(span, id))).toEqual(['b', 'c', 'd'])
})

test('Shift from a row that was let go lets the span go', () => {
  const all = choose(NOTHING, ids, true)
  const without = press(all, ids, 1, null)
  expect(ids.filter((id) => isChosen(press(without, ids, 3, 1), id))).toEqual(['a', 'e'])
})

test('Choosing all counts rows that are not loaded yet, less those let go', () => {
  expect(chosenCount(EVERYTHING, 23_502)).toBe(23_502)
  const less = press(EVERYTHING, ids, 0, null)
  expect(chosenCount(less, 23_502)).toBe(23_501)
  expect(isChosen(less, 'a')).toBe(false)
  expect(isChosen(less, 'not loaded')).toBe(true)
})

test('All of a list that is too long to count has no number', () => {
  expect(chosenCount(EVERYTHING, null)).toBe(null)
})

test('The box in the heading tells all from some from none', () => {
  expect(headState(NOTHING, 5)).toBe('none')
  expect(headState(choose(NOTHING, ['a'], true), 5)).toBe('some')
  expect(headState(choose(NOTHING, ids, true), 5)).toBe('all')
  expect(headState(press(EVERYTHING, ids, 0, null), 5)).toBe('some')
  expect(headState(EVERYTHING, null)).toBe('all')
})
