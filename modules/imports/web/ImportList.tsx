import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { PlainTable } from '#web/ui/plain-table.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import type { ImportResponse, ImportResult } from '../api.ts'
import { ImportStatus } from './ImportStatus.tsx'

/** What was brought in before, newest first. */
export function ImportList({ rows }: { readonly rows: readonly ImportResponse[] }) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  if (rows.length === 0) return <EmptyState title={t('list.empty')} text={t('list.emptyText')} />
  return (
    <section className="grid gap-3">
      <h2 className="text-lg font-semibold">{t('list.before')}</h2>
      <PlainTable
        label={t('list.before')}
        rows={rows}
        rowId={(row) => row.id}
        columns={[
          { heading: t('list.file'), isName: true, cell: (row) => <FileLink row={row} /> },
          { heading: t('list.when'), isShort: true, cell: (row) => format.instant(row.createdAt) },
          { heading: t('list.status'), cell: (row) => <ImportStatus status={row.status} /> },
          { heading: t('list.rows'), isFigure: true, cell: (row) => format.number(row.result?.rows ?? row.progress?.rows ?? 0) },
          { heading: t('list.orders'), isFigure: true, cell: (row) => (row.result ? format.number(ordersOf(row.result)) : '–') },
        ]}
      />
    </section>
  )
}

function FileLink({ row }: { readonly row: ImportResponse }) {
  return (
    <TextLink href={`/imports/${row.id}`}>
      <bdi>{row.fileName}</bdi>
    </TextLink>
  )
}

function ordersOf({ orders }: ImportResult): number {
  return orders.created + orders.changed + orders.same
}
