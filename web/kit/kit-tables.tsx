import { useMemo, useState } from 'react'
import { useFormat } from '#web/format.tsx'
import { type SampleCustomer, sampleCustomers } from '#web/kit/sample-data.ts'
import { KitSection, useWord } from '#web/kit/kit-section.tsx'
import { Button } from '#web/ui/button.tsx'
import { DataTable } from '#web/ui/data-table.tsx'
import type { Column } from '#web/ui/data-table-columns.ts'
import { NOTHING } from '#web/ui/data-table-selection.ts'
import { DateRangePicker } from '#web/ui/date-range-picker.tsx'
import type { DayRange } from '#web/ui/date-presets.ts'
import { FilterBar } from '#web/ui/filter-bar.tsx'
import { RowLink } from '#web/ui/row-link.tsx'

const MANY = 100_000
const idOf = (row: SampleCustomer) => row.id

/** The table with 100,000 rows, while loading, empty and in trouble. */
export function KitTables() {
  const word = useWord()
  const columns = useColumns()
  const common = { columns, rowId: idOf, label: word('مشتری‌ها', 'Customers') }
  return (
    <KitSection title={word('جدول', 'Table')}>
      <ManyRows />
      <DataTable {...common} id="kit-loading" rows={[]} total={null} state="loading" empty={null} />
      <DataTable
        {...common}
        id="kit-empty"
        rows={[]}
        total={0}
        empty={
          <p className="text-center text-ink-soft">
            {word('هنوز مشتری‌ای نیست. با ورود سفارش‌ها اینجا پر می‌شود.', 'No customers yet. They appear here once orders are imported.')}
          </p>
        }
      />
      <DataTable {...common} id="kit-error" rows={[]} total={null} state="error" onRetry={() => {}} empty={null} />
    </KitSection>
  )
}

function ManyRows() {
  const word = useWord()
  const columns = useColumns()
  const [selection, setSelection] = useState(NOTHING)
  const [sort, setSort] = useState('-last')
  const [search, setSearch] = useState('')
  const [range, setRange] = useState<DayRange | null>(null)
  const all = useMemo(() => sampleCustomers(MANY), [])
  const rows = useMemo(() => sorted(search ? all.filter((row) => row.name.includes(search)) : all, sort), [all, search, sort])
  const chips = search ? [{ id: 'search', label: search, onRemove: () => setSearch('') }] : []
  return (
    <DataTable
      id="kit"
      label={word('مشتری‌ها', 'Customers')}
      columns={columns}
      rows={rows}
      rowId={idOf}
      total={rows.length}
      sort={sort}
      onSort={setSort}
      maxHeight="26rem"
      choosing={{ selection, onChange: setSelection, actions: () => <Button size="sm">{word('برچسب بزنید', 'Tag')}</Button> }}
      exports={{ csv: '#csv', xlsx: '#xlsx' }}
      actions={
        <FilterBar search={{ value: search, onChange: setSearch }} chips={chips}>
          <DateRangePicker label={word('آخرین خرید', 'Last purchase')} value={range} onChange={setRange} />
        </FilterBar>
      }
      empty={word('کسی پیدا نشد.', 'Nobody found.')}
    />
  )
}

function useColumns(): readonly Column<SampleCustomer>[] {
  const word = useWord()
  const format = useFormat()
  return useMemo(
    () => [
      {
        id: 'name',
        heading: word('نام', 'Name'),
        sort: 'ascending',
        width: 150,
        grow: 2,
        cell: (row) => (
          <RowLink href={`#${row.id}`}>
            <bdi>{row.name}</bdi>
          </RowLink>
        ),
      },
      {
        id: 'phone',
        heading: word('تلفن', 'Phone'),
        width: 140,
        cell: (row) => <span className="code-run figures">{format.digits(row.phone)}</span>,
      },
      {
        id: 'purchases',
        heading: word('خریدها', 'Purchases'),
        sort: 'descending',
        align: 'end',
        width: 100,
        cell: (row) => format.number(row.purchases),
      },
      {
        id: 'revenue',
        heading: `${word('جمع خرید', 'Revenue')} (${format.moneyUnit()})`,
        sort: 'descending',
        align: 'end',
        width: 160,
        cell: (row) => format.money(row.revenue, { bare: true }),
      },
      { id: 'last', heading: word('آخرین خرید', 'Last purchase'), sort: 'descending', width: 130, cell: (row) => format.day(row.lastDay) },
      {
        id: 'number',
        heading: word('شناسه', 'Number'),
        hiddenAtFirst: true,
        width: 90,
        cell: (row) => <span className="code-run">{row.id}</span>,
      },
    ],
    [format],
  )
}

function sorted(rows: readonly SampleCustomer[], sort: string): readonly SampleCustomer[] {
  const by = sort.replace('-', '')
  const sign = sort.startsWith('-') ? -1 : 1
  const value = (row: SampleCustomer) => (by === 'purchases' ? row.purchases : by === 'revenue' ? Number(row.revenue) : row.lastDay)
  if (by === 'name') return rows.toSorted((a, b) => sign * (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  return rows.toSorted((a, b) => sign * (value(a) - value(b)))
}
