import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { ExportMenu } from '#web/ui/export-menu.tsx'
import { NumberLink } from '#web/ui/number-link.tsx'
import type { ReturnReport } from '../api.ts'
import { customersBehind, exportsOf } from './links.ts'

const LEAST = { first: 1, second: 2, later: 3 } as const

/** What first, second and later purchases bring. */
export function PurchaseShares({ report }: { readonly report: ReturnReport }) {
  const { t } = useTranslation('insights')
  const format = useFormat()
  const can = useCan()
  const heading = 'px-3 py-2 font-medium units-right'
  const figure = 'figures px-3 py-2 units-right'
  return (
    <section className="grid gap-3">
      <div className="flex items-start justify-between gap-3">
        <div>
          <h2 className="text-lg font-semibold">{useFinding(report)}</h2>
          <p className="text-sm text-ink-soft">{t('return.shares.definition')}</p>
        </div>
        {can('insights:export') && <ExportMenu {...exportsOf(report, 'purchaseShares', format)} />}
      </div>
      <div
        className="overflow-x-auto rounded border border-line bg-surface"
        role="region"
        aria-label={t('return.shares.definition')}
        tabIndex={0}
      >
        <table className="w-full text-sm">
          <thead className="text-ink-soft">
            <tr className="border-b border-line">
              <th scope="col" className="px-3 py-2 text-start font-medium">
                {t('return.shares.which')}
              </th>
              <th scope="col" className={heading}>
                {t('return.shares.orders')}
              </th>
              <th scope="col" className={heading}>
                {t('return.shares.revenue', { unit: format.moneyUnit() })}
              </th>
              <th scope="col" className={heading}>
                {t('return.shares.share')}
              </th>
              <th scope="col" className={heading}>
                {t('return.shares.mean', { unit: format.moneyUnit() })}
              </th>
            </tr>
          </thead>
          <tbody>
            {report.purchaseShares.map(({ which, orders, revenue, share, meanOrder }) => (
              <tr key={which} className="border-b border-line last:border-0">
                <th scope="row" className="px-3 py-2 text-start font-normal">
                  {t(`return.shares.${which}`)}
                </th>
                <td className={figure}>
                  <NumberLink
                    href={can('customers:read') ? customersBehind(`purchases:${LEAST[which]}`) : undefined}
                    label={t(`return.shares.${which}`)}
                  >
                    {format.number(orders)}
                  </NumberLink>
                </td>
                <td className={figure}>{format.money(revenue, { bare: true })}</td>
                <td className={figure}>{format.percent(share)}</td>
                <td className={figure}>{format.money(meanOrder, { bare: true })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function useFinding({ purchaseShares, orders }: ReturnReport): string {
  const { t } = useTranslation('insights')
  const format = useFormat()
  const first = purchaseShares.find(({ which }) => which === 'first')
  if (!first) return ''
  if (first.share !== null) return t('return.shares.title', { share: format.percent(1 - first.share) })
  return t('return.shares.titleNoMoney', { share: format.percent(orders === 0 ? null : 1 - first.orders / orders) })
}
