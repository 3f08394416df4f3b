import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { periodName } from '../../time/domain-cohort-words.ts'
import type { CohortCut } from '../../time/api.ts'

/** How a cut's rows and values are written. */
export function useCohortWords({ grain, calendar, measure }: CohortCut, perHead: boolean) {
  const { t } = useTranslation('insights-time')
  const format = useFormat()
  const isMoney = measure === 'revenue' || measure === 'margin'
  const form = isMoney ? ('money' as const) : measure === 'customers' && perHead ? ('percent' as const) : ('number' as const)
  return {
    form,
    write: (value: number) => {
      if (form === 'percent') return format.percent(value, value > 0 && value < 0.1 ? 1 : 0)
      if (isMoney) return format.money(BigInt(Math.round(value)), { bare: true, compact: true })
      return format.number(value, perHead ? 2 : 0)
    },
    period: (index: number) => format.digits(periodName({ grain, calendar, weekStart: format.weekStart }, index, format.language)),
    rowName: ({ index, name }: { readonly index: number | null; readonly name: string | null }) =>
      index === null
        ? (name ?? t('cohorts.nameless'))
        : format.digits(periodName({ grain, calendar, weekStart: format.weekStart }, index, format.language)),
  }
}
