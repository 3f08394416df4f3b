import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Format, useFormat } from '#web/format.tsx'
import { Badge } from '#web/ui/badge.tsx'
import type { Column } from '#web/ui/data-table-columns.ts'
import { RowLink } from '#web/ui/row-link.tsx'
import type { MoreColumn } from '../api-list.ts'
import type { ListedCustomer } from '../api.ts'
import { customerTitle } from './customer-title.ts'
import { useChoiceWords, useFields } from './data-list.ts'
import { PhoneNumber } from './PhoneNumber.tsx'

type ListColumn = Column<ListedCustomer>

/** What is shown until the member chooses. */
export const USUAL_COLUMNS: readonly string[] = ['name', 'phone', 'stage', 'tags', 'purchases', 'revenue', 'last']

/** Every column that a list of customers can show: the customer's own, and those of other modules. */
export function useListColumns(): readonly ListColumn[] {
  const { t } = useTranslation('customers')
  const format = useFormat()
  const more = useFields().data?.columns
  const owners = useChoiceWords(OWNER).get('owner')
  return useMemo(() => {
    const ownerOf = (id: string | null) => owners?.find(({ value }) => value === id)?.label[format.language] ?? '–'
    return [
      ...whoColumns(t),
      ...(more ?? []).map((column) => moreColumn(column, format)),
      ...aboutColumns(t, format, ownerOf),
      ...orderColumns(t, format),
    ]
  }, [t, format, more, owners])
}

const OWNER = ['owner']

function whoColumns(t: TFunction<'customers'>): ListColumn[] {
  return [
    {
      id: 'name',
      heading: t('column.name'),
      width: 180,
      grow: 2,
      sort: 'ascending',
      cell: (row) => (
        <RowLink href={`/customers/${row.id}`}>
          <bdi>{row.isVisitor ? t('visitor') : customerTitle(row, t)}</bdi>
        </RowLink>
      ),
    },
    { id: 'phone', heading: t('column.phone'), width: 140, cell: (row) => <PhoneNumber e164={row.phone} /> },
    { id: 'email', heading: t('column.email'), width: 190, cell: (row) => <bdi className="code-run">{row.email ?? '–'}</bdi> },
    {
      id: 'externalId',
      heading: t('column.externalId'),
      width: 110,
      cell: (row) => <bdi className="code-run">{row.externalId ?? '–'}</bdi>,
    },
  ]
}

function aboutColumns(t: TFunction<'customers'>, format: Format, ownerOf: (id: string | null) => string): ListColumn[] {
  const text = (id: 'city' | 'country' | 'acquisition' | 'language', width: number): ListColumn => ({
    id,
    heading: t(`column.${id}`),
    width,
    cell: (row) => <bdi>{row[id] ?? '–'}</bdi>,
  })
  return [
    { id: 'tags', heading: t('column.tags'), width: 140, cell: (row) => <TagWords tags={row.tags} /> },
    text('city', 110),
    text('country', 120),
    { id: 'kind', heading: t('column.kind'), width: 110, cell: (row) => t(`kind.${row.kind}`) },
    { id: 'trade', heading: t('column.trade'), width: 110, cell: (row) => t(`trade.${row.trade}`) },
    { id: 'owner', heading: t('column.owner'), width: 140, cell: (row) => <bdi>{ownerOf(row.ownerId)}</bdi> },
    text('acquisition', 140),
    text('language', 80),
    { id: 'created', heading: t('column.created'), width: 130, sort: 'descending', cell: (row) => format.instantDay(row.createdAt) },
    { id: 'seen', heading: t('column.seen'), width: 130, cell: (row) => format.instantDay(row.seenAt) },
  ]
}

function orderColumns(t: TFunction<'customers'>, format: Format): ListColumn[] {
  return [
    {
      id: 'purchases',
      heading: t('column.purchases'),
      width: 100,
      align: 'end',
      sort: 'descending',
      cell: (row) => format.number(row.purchases),
    },
    {
      id: 'revenue',
      heading: t('column.revenue', { unit: format.moneyUnit() }),
      width: 145,
      align: 'end',
      sort: 'descending',
      cell: (row) => format.money(row.revenue, { bare: true }),
    },
    { id: 'refunds', heading: t('column.refunds'), width: 100, align: 'end', cell: (row) => format.number(row.refunds) },
    {
      id: 'usualGap',
      heading: t('column.usualGap'),
      width: 130,
      align: 'end',
      cell: (row) => (row.usualGapDays === null ? '–' : format.number(row.usualGapDays, 0)),
    },
    { id: 'first', heading: t('column.first'), width: 130, sort: 'ascending', cell: (row) => format.instantDay(row.firstAt) },
    { id: 'last', heading: t('column.last'), width: 120, sort: 'descending', cell: (row) => format.instantDay(row.lastAt) },
  ]
}

/** A column of another module. */
function moreColumn({ name, label, type, choices }: MoreColumn, format: Format): ListColumn {
  const wordOf = (value: string | number | boolean) => {
    if (type === 'money') return format.money(String(value), { bare: true })
    if (type === 'number') return format.number(Number(value), 2)
    if (type === 'date') return format.instantDay(String(value))
    if (type === 'day') return format.day(String(value))
    if (type === 'yes_no') return value === true ? '✓' : '–'
    return choices.find((choice) => choice.value === String(value))?.label[format.language] ?? String(value)
  }
  return {
    id: name,
    heading: label[format.language],
    width: 105,
    ...((type === 'number' || type === 'money') && { align: 'end' as const }),
    cell: (row) => {
      const value = row.more[name]
      return <bdi>{value === undefined ? '–' : wordOf(value)}</bdi>
    },
  }
}

function TagWords({ tags }: { readonly tags: readonly string[] }) {
  if (tags.length === 0) return '–'
  return (
    <span className="flex gap-1 overflow-hidden" title={tags.join('، ')}>
      {tags.map((tag) => (
        <Badge key={tag} tone="neutral">
          <bdi>{tag}</bdi>
        </Badge>
      ))}
    </span>
  )
}
