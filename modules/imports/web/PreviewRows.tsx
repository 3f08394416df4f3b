import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { PlainTable } from '#web/ui/plain-table.tsx'
import { SkipReason, type ImportPreview } from '../api.ts'

/** The first rows as they would come in, so that a wrong column shows before anything is written. */
export function PreviewRows({ preview }: { readonly preview: ImportPreview }) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  // Tomans are kept as Rials.
  const currency = preview.plan.moneyUnit === 'IRT' ? 'IRR' : preview.plan.moneyUnit
  return (
    <section className="grid gap-3">
      <h2 className="text-lg font-semibold">{t('preview.title')}</h2>
      <PlainTable
        label={t('preview.title')}
        rows={preview.rows}
        rowId={(row) => row.line}
        note={(row) => (row.skipped === null ? null : t('preview.leftOut', { reason: t(`skip.${reasonOf(row.skipped)}`) }))}
        columns={[
          { heading: t('skipped.line'), isFigure: true, isName: true, cell: (row) => format.number(row.line) },
          { heading: t('preview.customer'), isShort: true, cell: (row) => <bdi>{row.customer ?? '–'}</bdi> },
          { heading: t('preview.number'), isShort: true, cell: (row) => <bdi className="code-run">{row.number ?? '–'}</bdi> },
          { heading: t('preview.orderedAt'), isShort: true, cell: (row) => format.instant(row.orderedAt) },
          { heading: t('preview.amount'), isFigure: true, cell: (row) => <bdi>{format.money(row.amount, { bare: true, currency })}</bdi> },
          { heading: t('preview.product'), isShort: true, cell: (row) => <bdi>{row.product ?? '–'}</bdi> },
        ]}
      />
    </section>
  )
}

function reasonOf(text: string): SkipReason {
  return SkipReason.options.find((each) => each === text) ?? 'too_few_columns'
}
