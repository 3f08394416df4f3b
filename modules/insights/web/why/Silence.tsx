import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import type { Column } from '#web/ui/data-table-columns.ts'
import { NumberLink } from '#web/ui/number-link.tsx'
import { useBehindStudy } from './behind.ts'
import { ProductCell } from './ProductCell.tsx'
import { StudiedTable } from './StudiedTable.tsx'
import { useVerdict } from './verdict.tsx'
import { refName, useSearched, useViewExports, type ViewOf } from './view-props.ts'

type Row = ViewOf<'silence'>['content']['rows'][number]

const nameOf = (row: Row) => refName(row.product)
const idOf = (row: Row) => row.product.id ?? nameOf(row)

/** After which products customers fall silent. */
export function Silence({ content, standing, segment }: ViewOf<'silence'>) {
  const { t } = useTranslation('insights-why')
  const format = useFormat()
  const searched = useSearched(content.rows, nameOf)
  const exports = useViewExports('silence', segment)
  const worst = content.rows.find(({ verdict }) => verdict === 'more')
  return (
    <StudiedTable
      id="silence"
      title={
        worst
          ? t('silence.finding', {
              product: worst.product.name,
              rate: format.percent(worst.orders.count / worst.orders.of, 0),
              expected: format.percent(worst.expected, 0),
            })
          : t(content.everything.of === 0 ? 'products.fewTitle' : 'silence.none')
      }
      definition={t('silence.definition', { count: standing.windowDays })}
      columns={useColumns(standing, segment)}
      rowId={idOf}
      exports={exports}
      note={content.total > content.rows.length && t('products.shortened', { shown: content.rows.length, count: content.total })}
      {...searched}
    />
  )
}

function useColumns(standing: ViewOf<'silence'>['standing'], segment: string | null): readonly Column<Row>[] {
  const { t } = useTranslation('insights-why')
  const format = useFormat()
  const verdict = useVerdict()
  const behind = useBehindStudy(standing, segment)
  return useMemo(
    () => [
      { id: 'product', heading: t('columns.product'), width: 220, grow: 3, cell: ({ product }) => <ProductCell product={product} /> },
      { id: 'orders', heading: t('columns.purchases'), width: 110, align: 'end', cell: ({ orders }) => format.number(orders.of) },
      { id: 'silent', heading: t('columns.silent'), width: 130, align: 'end', cell: ({ orders }) => format.number(orders.count) },
      {
        id: 'rate',
        heading: t('columns.share'),
        width: 100,
        align: 'end',
        cell: ({ orders }) => format.percent(orders.count / orders.of, 0),
      },
      { id: 'expected', heading: t('columns.expected'), width: 110, align: 'end', cell: ({ expected }) => format.percent(expected, 0) },
      { id: 'difference', heading: t('columns.difference'), width: 190, align: 'end', cell: (row) => verdict.interval(row) },
      { id: 'verdict', heading: t('columns.verdict'), width: 150, cell: (row) => verdict.badge(row.verdict, 'silence') },
      {
        id: 'last',
        heading: t('columns.lastOf'),
        width: 150,
        align: 'end',
        cell: ({ product, lastOf }) => (
          <NumberLink href={product.id === null ? undefined : behind.silentAfter(product.id)} label={product.name}>
            {format.number(lastOf)}
          </NumberLink>
        ),
      },
    ],
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- behind and verdict follow from these
    [t, format, standing, segment],
  )
}
