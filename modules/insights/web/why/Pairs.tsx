import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import type { Column } from '#web/ui/data-table-columns.ts'
import { NumberLink } from '#web/ui/number-link.tsx'
import type { PairRow } from '../../why/api.ts'
import { useBehindStudy } from './behind.ts'
import { ProductCell } from './ProductCell.tsx'
import { StudiedTable } from './StudiedTable.tsx'
import { refName, useSearched, useViewExports, type ViewOf } from './view-props.ts'

const nameOf = ({ first, second }: PairRow) => `${refName(first)} ${refName(second)}`
const idOf = ({ first, second }: PairRow) => `${first.id ?? refName(first)} ${second.id ?? refName(second)}`

type PairsProps = ViewOf<'together'> & { readonly kind: 'together' | 'next' }

/** What is bought together, or next. */
export function Pairs({ kind, content, standing, segment }: PairsProps) {
  const { t } = useTranslation('insights-why')
  const format = useFormat()
  const searched = useSearched(content.rows, nameOf)
  const exports = useViewExports(kind, segment)
  const [best] = content.rows
  return (
    <StudiedTable
      id={kind}
      title={
        best
          ? t(`pairs.${kind}.finding`, {
              first: best.first.name,
              second: best.second.name,
              share: format.percent(best.with.count / best.with.of, 0),
              lift: format.number(best.lift, best.lift < 10 ? 1 : 0),
            })
          : t(`pairs.${kind}.none`)
      }
      definition={t(`pairs.${kind}.definition`)}
      columns={useColumns(kind, standing, segment)}
      rowId={idOf}
      exports={exports}
      note={t('products.paired', { count: content.products })}
      {...searched}
    />
  )
}

function useColumns(kind: PairsProps['kind'], standing: PairsProps['standing'], segment: string | null): readonly Column<PairRow>[] {
  const { t } = useTranslation('insights-why')
  const format = useFormat()
  const behind = useBehindStudy(standing, segment)
  return useMemo(() => {
    const times = (value: number) => format.number(value, value < 10 ? 1 : 0)
    return [
      { id: 'first', heading: t(`pairs.${kind}.first`), width: 200, grow: 2, cell: ({ first }) => <ProductCell product={first} /> },
      { id: 'second', heading: t(`pairs.${kind}.second`), width: 200, grow: 2, cell: ({ second }) => <ProductCell product={second} /> },
      {
        id: 'customers',
        heading: t('columns.customers'),
        width: 110,
        align: 'end',
        cell: ({ first, second, customers }) => (
          <NumberLink
            href={first.id === null || second.id === null ? undefined : behind.pair(kind, first.id, second.id)}
            label={`${first.name}, ${second.name}`}
          >
            {format.number(customers)}
          </NumberLink>
        ),
      },
      { id: 'times', heading: t('columns.times'), width: 100, align: 'end', cell: (row) => format.number(row.with.count) },
      {
        id: 'support',
        heading: t('columns.support'),
        width: 120,
        align: 'end',
        hiddenAtFirst: true,
        cell: (row) => format.percent(row.with.count / row.all.of, 2),
      },
      {
        id: 'share',
        heading: t(`pairs.${kind}.share`),
        width: 130,
        align: 'end',
        cell: (row) => format.percent(row.with.count / row.with.of, 0),
      },
      {
        id: 'usual',
        heading: t('columns.usual'),
        width: 110,
        align: 'end',
        cell: (row) => format.percent(row.all.count / row.all.of, 1),
      },
      {
        id: 'lift',
        heading: t('columns.lift'),
        width: 190,
        align: 'end',
        cell: (row) => <bdi>{t('columns.liftBetween', { lift: times(row.lift), low: times(row.low), high: times(row.high) })}</bdi>,
      },
    ]
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- behind follows from these
  }, [t, format, kind, standing, segment])
}
