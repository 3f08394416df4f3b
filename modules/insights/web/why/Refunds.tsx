import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { IntervalChart } from '#web/charts/interval-chart.tsx'
import type { Column } from '#web/ui/data-table-columns.ts'
import { NumberLink } from '#web/ui/number-link.tsx'
import { FEWEST } from '../../why/domain-standing.ts'
import { useBehindStudy } from './behind.ts'
import { ProductCell } from './ProductCell.tsx'
import { StudiedTable } from './StudiedTable.tsx'
import { refName, useSearched, useViewExports, type ViewOf } from './view-props.ts'

type Row = ViewOf<'refunds'>['content']['products'][number]

const nameOf = (row: Row) => refName(row.product)
const idOf = (row: Row) => row.product.id ?? nameOf(row)

/** What goes back. */
export function Refunds({ content, standing, segment }: ViewOf<'refunds'>) {
  const { t } = useTranslation('insights-why')
  const format = useFormat()
  const searched = useSearched(content.products, nameOf)
  const exports = useViewExports('refunds', segment)
  const { everything, categories } = content
  const usual = everything.of === 0 ? null : everything.count / everything.of
  const [worst] = content.products.filter((row) => row.of >= FEWEST && row.count > 0 && usual !== null && row.low > usual)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <StudiedTable
        id="refunds"
        title={
          worst
            ? t('refunds.finding', {
                product: worst.product.name,
                rate: format.percent(worst.count / worst.of, 0),
                usual: format.percent(usual, 1),
              })
            : t(usual === null ? 'products.fewTitle' : 'refunds.none')
        }
        definition={t('refunds.definition')}
        columns={useColumns(standing, segment)}
        rowId={idOf}
        exports={exports}
        {...searched}
      />
      {categories.length > 0 && (
        <IntervalChart
          title={t('refunds.categories')}
          definition={t('refunds.definition')}
          anchor="categories"
          heading={t('columns.category')}
          baseline={usual}
          exports={exports}
          rows={categories.slice(0, 50).map((row) => ({
            id: row.category,
            label: row.category,
            value: row.count / row.of,
            low: row.low,
            high: row.high,
            hint: row.of < FEWEST ? t('verdicts.few') : t('refunds.of', { count: row.count, of: row.of }),
          }))}
        />
      )}
    </div>
  )
}

function useColumns(standing: ViewOf<'refunds'>['standing'], segment: string | null): readonly Column<Row>[] {
  const { t } = useTranslation('insights-why')
  const format = useFormat()
  const behind = useBehindStudy(standing, segment)
  return useMemo(
    () => [
      { id: 'product', heading: t('columns.product'), width: 220, grow: 3, cell: ({ product }) => <ProductCell product={product} /> },
      { id: 'customers', heading: t('columns.ordered'), width: 140, align: 'end', cell: ({ of }) => format.number(of) },
      {
        id: 'back',
        heading: t('columns.gaveBack'),
        width: 130,
        align: 'end',
        cell: ({ product, count }) => (
          <NumberLink href={product.id === null ? undefined : behind.gaveBack(product.id)} label={product.name}>
            {format.number(count)}
          </NumberLink>
        ),
      },
      { id: 'rate', heading: t('columns.share'), width: 100, align: 'end', cell: ({ of, count }) => format.percent(count / of, 1) },
      {
        id: 'interval',
        heading: t('columns.interval'),
        width: 170,
        align: 'end',
        cell: ({ of, low, high }) =>
          of < FEWEST ? (
            t('verdicts.few')
          ) : (
            <bdi>{t('columns.between', { low: format.percent(low, 1), high: format.percent(high, 1) })}</bdi>
          ),
      },
    ],
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- behind follows from these
    [t, format, standing, segment],
  )
}
