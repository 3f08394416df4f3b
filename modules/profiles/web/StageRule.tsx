import { useTranslation } from 'react-i18next'
import type { CustomerResponse } from '#api/customers'
import { useFormat } from '#web/format.tsx'
import { Badge, type Tone } from '#web/ui/badge.tsx'
import type { ProfileResponse } from '../api.ts'

const TONES: Record<ProfileResponse['stage'], Tone> = {
  prospect: 'neutral',
  new: 'info',
  returned: 'good',
  repeat: 'good',
  at_risk: 'warn',
  former: 'bad',
}

interface StageRuleProps {
  readonly customer: CustomerResponse
  readonly profile: ProfileResponse
}

/** The stage, and why: the rule in a sentence with this customer's own numbers. */
export function StageRule({ customer, profile }: StageRuleProps) {
  const { t } = useTranslation('profiles')
  const format = useFormat()
  const { stage, stageSince, rule } = profile
  const days = (count: number | null) => t('days', { count: count ?? 0 })
  return (
    <div className="flex flex-col items-start gap-2">
      <Badge tone={TONES[stage]}>{t(`stage.${stage}`)}</Badge>
      <p>
        {t(`stage.rule.${ruleOf(stage, customer.purchases)}`, {
          purchases: format.number(customer.purchases),
          silence: days(rule.silenceDays),
          ago: rule.silenceDays === 0 ? t('stage.sameDay') : t('stage.ago', { count: rule.silenceDays ?? 0 }),
          patience: days(rule.patienceDays),
          gap: days(customer.usualGapDays === null ? null : Math.round(customer.usualGapDays)),
          window: days(rule.windowDays),
        })}
      </p>
      <p className="text-sm text-ink-soft">
        {rule.asOfDay !== null && t('stage.asOf', { day: format.day(rule.asOfDay) })}
        {stageSince && ` ${t('stage.since', { day: format.instantDay(stageSince) })}`}
      </p>
    </div>
  )
}

function ruleOf(stage: ProfileResponse['stage'], purchases: number) {
  if (stage !== 'at_risk') return stage
  return purchases === 1 ? 'at_risk_once' : 'at_risk_often'
}
