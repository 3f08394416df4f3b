import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { NumberLink } from '#web/ui/number-link.tsx'
import { PlainTable, type PlainColumn } from '#web/ui/plain-table.tsx'
import type { Worth } from '../../types/api.ts'

interface WorthRow {
  readonly id: string
  readonly name: string
  /** By what rule they are one kind. */
  readonly hint?: string | undefined
  readonly href?: string | undefined
  readonly worth: Worth
}

interface WorthTableProps {
  /** What the rows are. */
  readonly label: string
  readonly rows: readonly WorthRow[]
}

/** Kinds of customers side by side: how many they are, and what each is worth. Columns that nobody has a figure for are left out. */
export function WorthTable({ label, rows }: WorthTableProps) {
  const { t } = useTranslation('insights-types')
  const format = useFormat()
  const has = (read: (worth: Worth) => unknown) => rows.some(({ worth }) => read(worth) !== null)
  const each = (amount: string | null, customers: number) =>
    amount === null || customers === 0 ? '–' : format.money(BigInt(Math.round(Number(amount) / customers)))
  const columns: PlainColumn<WorthRow>[] = [
    {
      heading: label,
      isName: true,
      cell: ({ name, hint }) => (
        <>
          <span className="font-medium">{name}</span>
          {hint && <span className="block max-w-prose min-w-56 text-ink-soft">{hint}</span>}
        </>
      ),
    },
    {
      heading: t('worth.customers'),
      isFigure: true,
      isShort: true,
      cell: ({ name, href, worth }) => (
        <NumberLink href={worth.customers === 0 ? undefined : href} label={`${name}, ${t('worth.customers')}`}>
          {format.number(worth.customers)}
        </NumberLink>
      ),
    },
    { heading: t('worth.share'), isFigure: true, cell: ({ worth }) => format.percent(worth.share) },
  ]
  if (has(({ revenueShare }) => revenueShare)) {
    columns.push({ heading: t('worth.revenueShare'), isFigure: true, cell: ({ worth }) => format.percent(worth.revenueShare) })
  }
  if (has(({ margin }) => margin)) {
    columns.push({
      heading: t('worth.marginEach'),
      isFigure: true,
      isShort: true,
      cell: ({ worth }) => each(worth.margin, worth.customers),
    })
  }
  if (has(({ expectedValue }) => expectedValue)) {
    columns.push({
      heading: t('worth.expectedEach'),
      isFigure: true,
      isShort: true,
      cell: ({ worth }) => each(worth.expectedValue, worth.customers),
    })
  }
  return <PlainTable label={label} rows={rows} rowId={idOf} columns={columns} />
}

function idOf({ id }: WorthRow): string {
  return id
}
