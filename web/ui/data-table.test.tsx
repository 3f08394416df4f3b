import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { startLanguage } from '#web/i18n.ts'
import { DataTable } from './data-table.tsx'
import type { Column } from './data-table-columns.ts'
import { NOTHING } from './data-table-selection.ts'
import { RowLink } from './row-link.tsx'

interface Person {
  readonly id: string
  readonly name: string
  readonly spent: number
}

const people: readonly Person[] = Array.from({ length: 1000 }, (_, at) => ({ id: `p${at}`, name: `Person ${at}`, spent: at * 10 }))
const columns: readonly Column<Person>[] = [
  { id: 'name', heading: 'Name', sort: 'ascending', cell: (row) => <RowLink href={`#${row.id}`}>{row.name}</RowLink> },
  { id: 'spent', heading: 'Spent', sort: 'descending', align: 'end', cell: (row) => row.spent },
]
const idOf = (row: Person) => row.id

beforeAll(async () => {
  await startLanguage('en')
})
beforeEach(() => {
  localStorage.clear()
  // happy-dom lays nothing out; the virtual list needs a window to fill.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(460)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(800)
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

function Table({ onSort, rows = people }: { readonly onSort?: (sort: string) => void; readonly rows?: readonly Person[] }) {
  const [selection, setSelection] = useState(NOTHING)
  return (
    <DataTable
      id="people"
      label="People"
      columns={columns}
      rows={rows}
      rowId={idOf}
      total={rows.length}
      sort="name"
      onSort={onSort}
      choosing={{ selection, onChange: setSelection }}
      empty="Nobody yet"
    />
  )
}

const grid = () => screen.getByRole('grid')
const press = (key: string, held: object = {}) => fireEvent.keyDown(grid(), { key, ...held })
const activeRow = () => document.getElementById(grid().getAttribute('aria-activedescendant') ?? '')
const chosenNames = () =>
  screen
    .getAllByRole('row')
    .filter((row) => row.getAttribute('aria-selected') === 'true')
    .map((row) => within(row).getByRole('rowheader').textContent)

test('Only the rows near the window are drawn, and the grid still tells how many there are', () => {
  render(<Table />)
  expect(grid().getAttribute('aria-rowcount')).toBe('1001')
  const drawn = screen.getAllByRole('row').length
  expect(drawn).toBeGreaterThan(10)
  expect(drawn).toBeLessThan(60)
  expect(screen.getByText('1,000 rows')).toBeTruthy()
})

test('A heading sorts its first way, and the other way when it is sorted already', () => {
  const onSort = vi.fn()
  render(<Table onSort={onSort} />)
  expect(screen.getByRole('columnheader', { name: /Name/ }).getAttribute('aria-sort')).toBe('ascending')
  fireEvent.click(screen.getByRole('button', { name: /Spent/ }))
  fireEvent.click(screen.getByRole('button', { name: /Name/ }))
  expect(onSort.mock.calls).toEqual([['-spent'], ['-name']])
})

test('Arrows walk, Space chooses, Shift and an arrow choose the way', () => {
  render(<Table />)
  fireEvent.focus(grid())
  press('ArrowDown')
  press(' ')
  expect(chosenNames()).toEqual(['Person 1'])
  press('ArrowDown', { shiftKey: true })
  press('ArrowDown', { shiftKey: true })
  expect(chosenNames()).toEqual(['Person 1', 'Person 2', 'Person 3'])
  expect(screen.getByText('3 chosen')).toBeTruthy()
})

test('Enter follows the link of the row that the keyboard stands on', () => {
  render(<Table />)
  const followed = vi.fn()
  document.addEventListener(
    'click',
    (event) => {
      if (event.target instanceof HTMLAnchorElement) followed(event.target.getAttribute('href'))
    },
    { once: true, capture: true },
  )
  fireEvent.focus(grid())
  press('ArrowDown')
  press('ArrowDown')
  expect(activeRow()?.textContent).toContain('Person 2')
  press('Enter')
  expect(followed).toHaveBeenCalledWith('#p2')
})

test('Ctrl A chooses every row, loaded or not, and Escape lets go', () => {
  render(<Table />)
  fireEvent.focus(grid())
  press('a', { ctrlKey: true })
  expect(screen.getByText('1,000 chosen')).toBeTruthy()
  press('Escape')
  expect(screen.queryByText('1,000 chosen')).toBe(null)
})

test('A shift press chooses the span from the last pressed row', () => {
  render(<Table />)
  const boxOf = (name: string) => within(screen.getByText(name).closest<HTMLElement>('[role=row]')!).getByRole('checkbox')
  fireEvent.click(boxOf('Person 2'))
  fireEvent.click(boxOf('Person 5'), { shiftKey: true })
  expect(chosenNames()).toEqual(['Person 2', 'Person 3', 'Person 4', 'Person 5'])
})

test('A column that was hidden stays hidden next time', () => {
  localStorage.setItem('bazgasht.table.people', JSON.stringify({ hidden: ['spent'], density: 'compact' }))
  render(<Table />)
  expect(screen.queryByRole('columnheader', { name: /Spent/ })).toBe(null)
})

test('An empty list explains itself instead of showing a bare heading', () => {
  render(<Table rows={[]} />)
  expect(screen.getByText('Nobody yet')).toBeTruthy()
  expect(screen.queryByRole('grid')).toBe(null)
})
