import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import type { CustomerPartProps } from '#web/customer-parts.ts'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Section } from '#web/ui/section.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { AlikeAnswer } from './AlikeAnswer.tsx'
import { AliveAnswer, NextAnswer, ValueAnswer, WorthAnswer } from './ExpectedAnswers.tsx'
import { useAnswers } from './data.ts'
import { RfmAnswer } from './RfmAnswer.tsx'
import { TypeAnswer } from './TypeAnswer.tsx'

/** What kind of customer this is, what is expected, and what brings people like this back; each with its reason. */
export function CustomerAnswers({ customerId }: CustomerPartProps) {
  const { t } = useTranslation('insights-types')
  const { data: answers, isError, error, refetch } = useAnswers(customerId)
  return (
    <Section title={t('answers.title')}>
      {isError && <ErrorState text={failureText(error)} onRetry={() => void refetch()} />}
      {!answers && !isError && <Skeleton lines={6} />}
      {answers?.purchases === 0 && <p className="text-ink-soft">{t('answers.never')}</p>}
      {answers && answers.purchases > 0 && (
        <dl className="grid grid-cols-1 gap-x-4 gap-y-4 sm:grid-cols-2 lg:grid-cols-1">
          <TypeAnswer answers={answers} />
          <NextAnswer answers={answers} />
          <AliveAnswer answers={answers} />
          <ValueAnswer answers={answers} />
          <WorthAnswer answers={answers} />
          <RfmAnswer answers={answers} />
          <AlikeAnswer answers={answers} />
        </dl>
      )}
    </Section>
  )
}
