import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import type { FactorRow, WhyReport } from '../../why/api.ts'
import { FACTOR_LEVELS } from '../../why/domain-factors.ts'

const LEVELS = [
  ...FACTOR_LEVELS.discount.map((level) => `levels.discount.${level}` as const),
  ...FACTOR_LEVELS.delay.map((level) => `levels.delay.${level}` as const),
  ...FACTOR_LEVELS.weekday.map((level) => `levels.weekday.${level}` as const),
  ...FACTOR_LEVELS.season.map((level) => `levels.season.${level}` as const),
  ...FACTOR_LEVELS.basket.map((level) => `levels.basket.${level}` as const),
  ...FACTOR_LEVELS.value.map((level) => `levels.value.${level}` as const),
]

type Cuts = NonNullable<WhyReport['content']>['valueCuts']

/** Names of factors and sentences about them, in the language of the page. */
export function useFactorWords(cuts: Cuts) {
  const { t } = useTranslation('insights-why')
  const format = useFormat()
  const points = (share: number) => format.number(Math.abs(share) * 100, 0)
  const rates = ({ with: those, without }: FactorRow) => ({
    rate: format.percent(those.count / those.of, 0),
    others: format.percent(without.count / without.of, 0),
  })

  const label = (row: FactorRow): string => {
    if (row.name !== null) return t('why.named', { kind: t(`kinds.${row.kind}`), name: row.name })
    if (row.kind === 'value' && cuts) return valueLabel(Number(row.value), cuts)
    const key = LEVELS.find((each) => each === `levels.${row.kind}.${row.value}`)
    return key ? t(key) : row.value
  }

  function valueLabel(quarter: number, [low, middle, high]: NonNullable<Cuts>): string {
    const money = (minor: number) => format.money(String(minor))
    if (quarter === 1) return t('why.valueUpTo', { to: money(low) })
    if (quarter === 4) return t('why.valueAbove', { from: money(high) })
    return t('why.valueBetween', quarter === 2 ? { from: money(low), to: money(middle) } : { from: money(middle), to: money(high) })
  }

  /** "31% against 42% (213 of 690 customers): between 6 and 16 points less." */
  const sentence = (row: FactorRow): string => {
    const counts = { ...rates(row), count: row.with.count, of: row.with.of }
    if (row.verdict === 'unclear') return t('why.unclear', counts)
    const [near, far] = [Math.min(Math.abs(row.low), Math.abs(row.high)), Math.max(Math.abs(row.low), Math.abs(row.high))]
    return t(row.verdict === 'more' ? 'why.more' : 'why.less', { ...counts, near: points(near), far: points(far) })
  }

  /** The finding above the chart, about the row that stands out most. */
  const finding = (row: FactorRow): string =>
    t(row.verdict === 'more' ? 'why.findingMore' : 'why.findingLess', { what: label(row), ...rates(row) })

  return { label, sentence, finding }
}
