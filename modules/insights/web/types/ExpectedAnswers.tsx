import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import type { PersonalAnswers } from '../../types/api.ts'
import { Answer } from './Answer.tsx'

interface AnswerProps {
  readonly answers: PersonalAnswers
}

/** When the next purchase is expected. */
export function NextAnswer({ answers: { expected, purchases, asOfDay } }: AnswerProps) {
  const { t } = useTranslation('insights-types')
  const format = useFormat()
  const label = t('answers.next')
  if (expected === null || expected.nextDay === null) return <Unscored label={label} />
  const { nextDay, nextLow, nextHigh } = expected
  const [day, low, high] = [format.day(nextDay), format.day(nextLow), format.day(nextHigh)]
  return (
    <Answer
      label={label}
      value={t('answers.nextAround', { day })}
      hint={t('answers.nextSpan', { low, high })}
      why={
        <>
          <p>{t('answers.nextWhy', { day, low, high, purchases: format.number(purchases) })}</p>
          {asOfDay !== null && nextDay < asOfDay && <p>{t('answers.nextOverdue', { day })}</p>}
        </>
      }
    />
  )
}

/** How likely it is that this is a customer still. */
export function AliveAnswer({ answers: { expected, purchases } }: AnswerProps) {
  const { t } = useTranslation('insights-types')
  const format = useFormat()
  const label = t('answers.alive')
  if (expected === null || expected.alive === null) return <Unscored label={label} />
  const share = format.percent(expected.alive, 0)
  return <Answer label={label} value={share} why={<p>{t('answers.aliveWhy', { share, purchases: format.number(purchases) })}</p>} />
}

/** What the customer has left over so far. */
export function ValueAnswer({ answers: { value, margin } }: AnswerProps) {
  const { t } = useTranslation('insights-types')
  const format = useFormat()
  const why =
    value.margin === null
      ? t('answers.valueUnknown')
      : t('answers.valueWhy', {
          revenue: format.money(value.revenue ?? '0'),
          share: format.percent(margin.share, 0),
          source: t(`answers.source.${margin.source}`),
        })
  return <Answer label={t('answers.value')} value={format.money(value.margin)} why={<p>{why}</p>} />
}

/** What the customer is expected to bring yet. */
export function WorthAnswer({ answers: { expected } }: AnswerProps) {
  const { t } = useTranslation('insights-types')
  const format = useFormat()
  const label = t('answers.expected')
  if (expected === null || expected.purchases365 === null) return <Unscored label={label} />
  const purchases = format.number(expected.purchases365, 1)
  return (
    <Answer
      label={label}
      value={format.money(expected.value)}
      why={
        <p>
          {expected.meanSpend === null
            ? t('answers.expectedWhyNoSpend', { purchases })
            : t('answers.expectedWhy', { purchases, spend: format.money(expected.meanSpend) })}
        </p>
      }
    />
  )
}

function Unscored({ label }: { readonly label: string }) {
  const { t } = useTranslation('insights-types')
  return <Answer label={label} value="–" why={<p>{t('answers.unscored')}</p>} />
}
