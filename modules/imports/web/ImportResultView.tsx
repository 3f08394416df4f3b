import { useTranslation } from 'react-i18next'
import { addressOf } from '#web/api.ts'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { KeyFigure } from '#web/ui/key-figure.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { Notice } from '#web/ui/notice.tsx'
import type { ImportResponse, ImportResult } from '../api.ts'
import { useSkipped } from './data.ts'
import { UndoButton } from './UndoButton.tsx'

/** What an import brought, what it left out and why, and the way back. */
export function ImportResultView({ one }: { readonly one: ImportResponse }) {
  const { t } = useTranslation('imports')
  const can = useCan()
  if (!one.result) return <Notice tone="info">{t('one.noResult')}</Notice>
  return (
    <div className="grid gap-8">
      {one.error && <Notice tone="bad">{failureText({ code: one.error, status: 0, details: {} })}</Notice>}
      <Brought result={one.result} />
      <div className="flex flex-wrap gap-3">
        {can('insights:read') && (
          <LinkButton href="/insights/return" look="primary">
            {t('result.seeReport')}
          </LinkButton>
        )}
        {can('customers:read') && <LinkButton href="/customers">{t('result.seeCustomers')}</LinkButton>}
        {can('imports:run') && <UndoButton one={one} />}
      </div>
      {one.result.skipped.length > 0 && <Skipped id={one.id} result={one.result} />}
    </div>
  )
}

function Brought({ result }: { readonly result: ImportResult }) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  const { orders, customers } = result
  const skipped = result.rows - result.used
  return (
    <section className="grid gap-4">
      {orders.created + orders.changed === 0 && <Notice tone="info">{t('result.nothingNew')}</Notice>}
      <div className="grid grid-cols-2 gap-4 lg:grid-cols-3 xl:grid-cols-6">
        <KeyFigure label={t('result.rows')} value={format.number(result.rows)} hint={t('result.skippedHint', { count: skipped })} />
        <KeyFigure label={t('result.newOrders')} value={format.number(orders.created)} />
        <KeyFigure label={t('result.corrected')} value={format.number(orders.changed)} />
        <KeyFigure label={t('result.same')} value={format.number(orders.same)} />
        <KeyFigure label={t('result.newCustomers')} value={format.number(customers.created)} />
        <KeyFigure label={t('result.refunds')} value={format.number(result.refunds)} />
      </div>
      {result.firstAt && (
        <p className="text-sm text-ink-soft">
          {t('result.span', { from: format.instantDay(result.firstAt), to: format.instantDay(result.lastAt) })}
        </p>
      )}
    </section>
  )
}

function Skipped({ id, result }: { readonly id: string; readonly result: ImportResult }) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  const skipped = useSkipped(id, true)
  return (
    <section className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="text-lg font-semibold">{t('skipped.title', { count: result.rows - result.used })}</h2>
        <LinkButton href={addressOf(`/api/imports/${id}/skipped/file`)} download="">
          {t('skipped.download')}
        </LinkButton>
      </div>
      <ul className="grid gap-1 text-sm">
        {result.skipped.map(({ reason, rows }) => (
          <li key={reason}>
            <span className="figures font-medium">{format.number(rows)}</span> · {t(`skip.${reason}`)}
          </li>
        ))}
      </ul>
      {skipped.isError && <Notice tone="bad">{failureText(skipped.error)}</Notice>}
      {skipped.data && skipped.data.rows.length > 0 && (
        <div
          className="max-h-96 overflow-auto rounded border border-line bg-surface"
          role="region"
          aria-label={t('skipped.list')}
          tabIndex={0}
        >
          <table className="w-full text-sm">
            <thead className="sticky top-0 bg-surface text-ink-soft">
              <tr className="border-b border-line">
                <th scope="col" className="px-3 py-2 units-right font-medium">
                  {t('skipped.line')}
                </th>
                <th scope="col" className="px-3 py-2 text-start font-medium">
                  {t('skipped.reason')}
                </th>
                <th scope="col" className="px-3 py-2 text-start font-medium">
                  {t('skipped.row')}
                </th>
              </tr>
            </thead>
            <tbody>
              {skipped.data.rows.slice(0, 200).map((row) => (
                <tr key={row.line} className="border-b border-line last:border-0">
                  <td className="figures px-3 py-1.5 units-right">{format.number(row.line)}</td>
                  <td className="whitespace-nowrap px-3 py-1.5">{t(`skip.${row.reason}`)}</td>
                  <td className="px-3 py-1.5 text-ink-soft">
                    <bdi>{row.cells.join(' · ')}</bdi>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
