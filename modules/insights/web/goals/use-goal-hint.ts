import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import type { GoalMeasure } from '../../goals/api.ts'
import { useGoals } from './data.ts'
import { writeValue } from './measures.ts'

/** What the shop wants a headline number to be, after its own hint; that alone while there is no goal, or the number is not of everybody. */
export function useGoalHint(isOfAll: boolean): (measure: GoalMeasure, hint?: string) => string | undefined {
  const { t } = useTranslation('insights-goals')
  const format = useFormat()
  const known = useGoals(false).data?.goals ?? []
  const goals = isOfAll ? known : []
  return (measure, hint) => {
    const goal = goals.find(
      (each) => each.measure === measure && (each.state === 'onCourse' || each.state === 'behind' || each.state === 'early'),
    )
    if (!goal) return hint
    const wanted = t('hint', { target: writeValue(format, measure, goal.target), due: format.day(goal.dueDay) })
    return hint === undefined ? wanted : `${hint} · ${wanted}`
  }
}
