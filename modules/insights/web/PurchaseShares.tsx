import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { ExportMenu } from '#web/ui/export-menu.tsx'
import { NumberLink } from '#web/ui/number-link.tsx'
import { PlainTable } from '#web/ui/plain-table.tsx'
import type { ReturnReport } from '../api.ts'
import { useReturnLinks } from './use-return-links.ts'

const LEAST = { first: 1, second: 2, later: 3 } as const

/** What first, second and later purchases bring. */
export function PurchaseShares({ report }: { readonly report: ReturnReport }) {
  const { t } = useTranslation('insights')
  const format = useFormat()
  const { exports, behind } = useReturnLinks(report)
  const files = exports('purchaseShares')
  const unit = format.moneyUnit()
  return (
    <section className="grid gap-3">
      <div className="flex items-start justify-between gap-3">
        <div>
          <h2 className="text-lg font-semibold">{useFinding(report)}</h2>
          <p className="text-sm text-ink-soft">{t('return.shares.definition')}</p>
        </div>
        {files && <ExportMenu {...files} />}
      </div>
      <PlainTable
        label={t('return.shares.definition')}
        rows={report.purchaseShares}
        rowId={({ which }) => which}
        columns={[
          { heading: t('return.shares.which'), isName: true, cell: ({ which }) => t(`return.shares.${which}`) },
          {
            heading: t('return.shares.orders'),
            isFigure: true,
            cell: ({ which, orders }) => (
              <NumberLink href={behind(`purchases:${LEAST[which]}`)} label={t(`return.shares.${which}`)}>
                {format.number(orders)}
              </NumberLink>
            ),
          },
          { heading: t('return.shares.revenue', { unit }), isFigure: true, cell: ({ revenue }) => format.money(revenue, { bare: true }) },
          { heading: t('return.shares.share'), isFigure: true, cell: ({ share }) => format.percent(share) },
          { heading: t('return.shares.mean', { unit }), isFigure: true, cell: ({ meanOrder }) => format.money(meanOrder, { bare: true }) },
        ]}
      />
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
