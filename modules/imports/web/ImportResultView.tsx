import { useTranslation } from 'react-i18next'
import { addressOf } from '#web/api.ts'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { KeyFigure } from '#web/ui/key-figure.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { PlainTable } from '#web/ui/plain-table.tsx'
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
      {result.erased > 0 && <Notice tone="info">{t('result.erased', { count: result.erased })}</Notice>}
      {result.firstAt && (
        <p className="text-sm text-ink-soft">
          {t('result.span', { from: format.instantDay(result.firstAt), to: format.instantDay(result.lastAt) })}
        </p>
      )}
    </section>
  )
}

/** Enough to see what is wrong; the file has them all. */
const MOST_SHOWN = 200

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
        <PlainTable
          className="max-h-96"
          label={t('skipped.list')}
          rows={skipped.data.rows.slice(0, MOST_SHOWN)}
          rowId={(row) => row.line}
          columns={[
            { heading: t('skipped.line'), isFigure: true, isName: true, cell: (row) => format.number(row.line) },
            { heading: t('skipped.reason'), isShort: true, cell: (row) => t(`skip.${row.reason}`) },
            { heading: t('skipped.row'), cell: (row) => <bdi className="text-ink-soft">{row.cells.join(' · ')}</bdi> },
          ]}
        />
      )}
    </section>
  )
}
