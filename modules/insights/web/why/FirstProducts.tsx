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

type Row = ViewOf<'first'>['content']['rows'][number]

const nameOf = (row: Row) => refName(row.product)
const idOf = (row: Row) => row.product.id ?? nameOf(row)

/** Which first products bring customers back. */
export function FirstProducts({ content, standing, segment }: ViewOf<'first'>) {
  const { t } = useTranslation('insights-why')
  const format = useFormat()
  const searched = useSearched(content.rows, nameOf)
  const exports = useViewExports('first', segment)
  const best = content.rows.find(({ verdict }) => verdict === 'more') ?? content.rows.find(({ verdict }) => verdict === 'less')
  const { everybody } = content
  return (
    <StudiedTable
      id="first"
      title={
        best
          ? t(best.verdict === 'more' ? 'first.findingMore' : 'first.findingLess', {
              product: best.product.name,
              rate: format.percent(best.with.count / best.with.of, 0),
              others: format.percent(best.without.count / best.without.of, 0),
            })
          : t(everybody.of === 0 ? 'products.fewTitle' : 'first.none')
      }
      definition={t('first.definition', { count: standing.returnDays ?? 0 })}
      columns={useColumns(standing, segment)}
      rowId={idOf}
      exports={exports}
      note={content.total > content.rows.length && t('products.shortened', { shown: content.rows.length, count: content.total })}
      {...searched}
    />
  )
}

function useColumns(standing: ViewOf<'first'>['standing'], segment: string | null): readonly Column<Row>[] {
  const { t } = useTranslation('insights-why')
  const format = useFormat()
  const verdict = useVerdict()
  const behind = useBehindStudy(standing, segment)
  return useMemo(
    () => [
      { id: 'product', heading: t('columns.product'), width: 220, grow: 3, cell: ({ product }) => <ProductCell product={product} /> },
      {
        id: 'customers',
        heading: t('columns.firstCustomers'),
        width: 110,
        align: 'end',
        cell: ({ product, with: those }) => (
          <NumberLink href={product.id === null ? undefined : behind.firstLike('product', product.id)} label={product.name}>
            {format.number(those.of)}
          </NumberLink>
        ),
      },
      {
        id: 'back',
        heading: t('columns.back'),
        width: 110,
        align: 'end',
        cell: ({ product, with: those }) => (
          <NumberLink href={product.id === null ? undefined : behind.firstLikeBack('product', product.id)} label={product.name}>
            {format.number(those.count)}
          </NumberLink>
        ),
      },
      {
        id: 'rate',
        heading: t('columns.rate'),
        width: 110,
        align: 'end',
        cell: ({ with: those }) => format.percent(those.count / those.of, 0),
      },
      {
        id: 'others',
        heading: t('columns.others'),
        width: 110,
        align: 'end',
        cell: ({ without }) => format.percent(without.of === 0 ? null : without.count / without.of, 0),
      },
      { id: 'difference', heading: t('columns.difference'), width: 190, align: 'end', cell: (row) => verdict.interval(row) },
      { id: 'verdict', heading: t('columns.verdict'), width: 150, cell: (row) => verdict.badge(row.verdict, 'return') },
    ],
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- behind and verdict follow from these
    [t, format, standing, segment],
  )
}
