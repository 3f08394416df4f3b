import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { SkipReason, type ImportPreview } from '../api.ts'

/** The first rows as they would come in, so that a wrong column shows before anything is written. */
export function PreviewRows({ preview }: { readonly preview: ImportPreview }) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  const reasonOf = (text: string) => SkipReason.options.find((each) => each === text) ?? 'too_few_columns'
  // Tomans are kept as Rials.
  const currency = preview.plan.moneyUnit === 'IRT' ? 'IRR' : preview.plan.moneyUnit
  const heading = 'px-3 py-2 text-start font-medium'
  const cell = 'whitespace-nowrap px-3 py-1.5'
  return (
    <section className="grid gap-3">
      <h2 className="text-lg font-semibold">{t('preview.title')}</h2>
      <div className="overflow-x-auto rounded border border-line bg-surface" role="region" aria-label={t('preview.title')} tabIndex={0}>
        <table className="w-full text-sm">
          <thead className="text-ink-soft">
            <tr className="border-b border-line">
              <th scope="col" className="px-3 py-2 units-right font-medium">
                {t('skipped.line')}
              </th>
              <th scope="col" className={heading}>
                {t('preview.customer')}
              </th>
              <th scope="col" className={heading}>
                {t('preview.number')}
              </th>
              <th scope="col" className={heading}>
                {t('preview.orderedAt')}
              </th>
              <th scope="col" className="px-3 py-2 units-right font-medium">
                {t('preview.amount')}
              </th>
              <th scope="col" className={heading}>
                {t('preview.product')}
              </th>
            </tr>
          </thead>
          <tbody>
            {preview.rows.map((row) => (
              <tr key={row.line} className="border-b border-line last:border-0">
                <td className="figures px-3 py-1.5 units-right text-ink-soft">{format.number(row.line)}</td>
                {row.skipped === null ? (
                  <>
                    <td className={cell}>
                      <bdi>{row.customer ?? '–'}</bdi>
                    </td>
                    <td className={cell}>
                      <bdi className="code-run">{row.number ?? '–'}</bdi>
                    </td>
                    <td className={cell}>{format.instant(row.orderedAt)}</td>
                    <td className="figures px-3 py-1.5 units-right">
                      <bdi>{format.money(row.amount, { bare: true, currency })}</bdi>
                    </td>
                    <td className={cell}>
                      <bdi>{row.product ?? '–'}</bdi>
                    </td>
                  </>
                ) : (
                  <td colSpan={5} className="px-3 py-1.5 text-ink-soft">
                    {t('preview.leftOut', { reason: t(`skip.${reasonOf(row.skipped)}`) })}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
