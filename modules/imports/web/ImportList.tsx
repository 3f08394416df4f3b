import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import type { ImportResponse } from '../api.ts'
import { ImportStatus } from './ImportStatus.tsx'

/** What was brought in before, newest first. */
export function ImportList({ rows }: { readonly rows: readonly ImportResponse[] }) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  if (rows.length === 0) return <EmptyState title={t('list.empty')} text={t('list.emptyText')} />
  return (
    <section className="grid gap-3">
      <h2 className="text-lg font-semibold">{t('list.before')}</h2>
      <div className="overflow-x-auto rounded border border-line bg-surface" role="region" aria-label={t('list.before')} tabIndex={0}>
        <table className="w-full text-sm">
          <thead className="text-ink-soft">
            <tr className="border-b border-line">
              <th scope="col" className="px-3 py-2 text-start font-medium">
                {t('list.file')}
              </th>
              <th scope="col" className="px-3 py-2 text-start font-medium">
                {t('list.when')}
              </th>
              <th scope="col" className="px-3 py-2 text-start font-medium">
                {t('list.status')}
              </th>
              <th scope="col" className="px-3 py-2 units-right font-medium">
                {t('list.rows')}
              </th>
              <th scope="col" className="px-3 py-2 units-right font-medium">
                {t('list.orders')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} className="border-b border-line last:border-0">
                <td className="px-3 py-2">
                  <TextLink href={`/imports/${row.id}`}>
                    <bdi>{row.fileName}</bdi>
                  </TextLink>
                </td>
                <td className="whitespace-nowrap px-3 py-2">{format.instant(row.createdAt)}</td>
                <td className="px-3 py-2">
                  <ImportStatus status={row.status} />
                </td>
                <td className="figures px-3 py-2 units-right">{format.number(row.result?.rows ?? row.progress?.rows ?? 0)}</td>
                <td className="figures px-3 py-2 units-right">
                  {row.result ? format.number(row.result.orders.created + row.result.orders.changed + row.result.orders.same) : '–'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
