import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { TYPE_RULES, type BehaviourType, type Fact } from '../../types/domain-types.ts'

/** Facts that are shares are written in per cent. */
const SHARES: ReadonlySet<Fact> = new Set(['discounted', 'variety', 'repeated', 'wasted'])

/** Writes a number of a fact, or its bound. */
export function useFactText(): (fact: Fact, value: number | null) => string {
  const { t } = useTranslation('insights-types')
  const format = useFormat()
  return (fact, value) => {
    if (value === null) return t('facts.unknown')
    if (SHARES.has(fact)) return format.percent(value, 0)
    return format.number(value, fact === 'irregularity' ? 2 : 0)
  }
}

/** The rule of a type in a sentence, with the bounds in force. */
export function useRuleText(thresholds: Readonly<Record<string, number>>): (type: BehaviourType) => string {
  const { t } = useTranslation('insights-types')
  const write = useFactText()
  return (type) =>
    TYPE_RULES[type]
      .map(({ fact, is, threshold }) => t(`facts.${fact}.${is}`, { bound: write(fact, thresholds[threshold] ?? null) }))
      .join(t('facts.and'))
}
