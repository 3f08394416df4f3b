import { useTranslation } from 'react-i18next'
import { NextPurchaseChart } from '#web/charts/next-purchase-chart.tsx'
import { useFormat } from '#web/format.tsx'
import type { ReturnReport } from '../api.ts'
import { ENOUGH } from './links.ts'
import { useReturnLinks } from './use-return-links.ts'

/** The chance of one more purchase after the nth. */
export function NextPurchaseSection({ report }: { readonly report: ReturnReport }) {
  const { t } = useTranslation('insights')
  const format = useFormat()
  const { behind, exports, whereOpen } = useReturnLinks(report)
  const [first, , third] = report.nextPurchase
  const known = first && first.probability !== null && third && third.probability !== null && third.reached >= ENOUGH
  return (
    <NextPurchaseChart
      anchor="next-purchase"
      rows={report.nextPurchase}
      title={
        known
          ? t('return.next.title', { first: format.percent(first.probability, 0), third: format.percent(third.probability, 0) })
          : t('return.few', { title: t('return.next.titleShort') })
      }
      definition={t('return.next.definition')}
      exports={exports('nextPurchase')}
      behind={whereOpen((purchases: number) => behind(`purchases:${purchases}`) ?? '')}
    />
  )
}
