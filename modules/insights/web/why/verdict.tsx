import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { Badge } from '#web/ui/badge.tsx'

interface Compared {
  readonly low: number
  readonly high: number
  readonly verdict: 'more' | 'less' | 'unclear' | 'few'
}

/** How comparisons are worded in tables: the interval of a difference in points, and what it comes to. */
export function useVerdict() {
  const { t } = useTranslation('insights-why')
  const format = useFormat()
  const points = (share: number) => format.number(share * 100, 0)
  return {
    interval: ({ low, high, verdict }: Compared) =>
      verdict === 'few' ? '–' : <bdi>{t('columns.between', { low: points(low), high: points(high) })}</bdi>,
    /** More of a good thing is good: returning, but not falling silent. */
    badge: (verdict: Compared['verdict'], of: 'return' | 'silence') => {
      if (verdict === 'unclear' || verdict === 'few') return <span className="text-ink-soft">{t(`verdicts.${verdict}`)}</span>
      const isGood = (verdict === 'more') === (of === 'return')
      return <Badge tone={isGood ? 'good' : 'warn'}>{t(`verdicts.${verdict}`)}</Badge>
    },
  }
}
