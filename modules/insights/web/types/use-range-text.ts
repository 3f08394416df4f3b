import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import type { KindsReport } from '../../types/api.ts'

type Ranges = NonNullable<KindsReport['rfm']>['ranges']

/** What a score stands for as a value that people read: "within 12 days", "7 purchases and more", "over £1,200". */
export function useRangeText(ranges: Ranges): (side: 'r' | 'f' | 'm', score: number) => string {
  const { t } = useTranslation('insights-types')
  const format = useFormat()
  return (side, score) => {
    const range = ranges?.[side]?.find((each) => each.score === score)
    if (!range) return t('range.nobody')
    const write = (value: number) => (side === 'm' ? format.money(String(value)) : format.number(value))
    const { least, most } = range
    if (least === null || (side === 'r' && least === 0)) return t(`range.${side}.most`, { count: most ?? 0, value: write(most ?? 0) })
    if (most === null) return t(`range.${side}.least`, { count: least, value: write(least) })
    if (least === most) return t(`range.${side}.is`, { count: least, value: write(least) })
    return t(`range.${side}.between`, { least: write(least), most: write(most) })
  }
}
