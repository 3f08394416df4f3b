import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/ui/button.tsx'
import { Popover } from '#web/ui/popover.tsx'

interface AnswerProps {
  readonly label: string
  readonly value: ReactNode
  readonly hint?: ReactNode
  /** The rule with this customer's own numbers, in plain sentences. */
  readonly why: ReactNode
}

/** One thing known about a customer, and why, one press away. */
export function Answer({ label, value, hint, why }: AnswerProps) {
  const { t } = useTranslation('insights-types')
  return (
    <div className="min-w-0">
      <dt className="flex items-center justify-between gap-2 text-sm text-ink-soft">
        {label}
        <Popover
          label={t('answers.whyOf', { what: label })}
          trigger={
            <Button look="quiet" size="sm" aria-label={t('answers.whyOf', { what: label })}>
              {t('answers.why')}
            </Button>
          }
        >
          <div className="grid gap-2 text-sm">{why}</div>
        </Popover>
      </dt>
      <dd className="font-medium">
        <bdi>{value}</bdi>
      </dd>
      {hint && <dd className="text-sm text-ink-soft">{hint}</dd>}
    </div>
  )
}
