import { Check, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Icon } from '#web/ui/icon.tsx'
import type { PersonalAnswers } from '../../types/api.ts'
import { Answer } from './Answer.tsx'
import { useFactText } from './use-rule-text.ts'

type Evidence = NonNullable<PersonalAnswers['type']>['evidence'][number]

/** The type of behaviour, and which of its checks the customer's own numbers meet. */
export function TypeAnswer({ answers: { type } }: { readonly answers: PersonalAnswers }) {
  const { t } = useTranslation('insights-types')
  if (type === null) return <Answer label={t('answers.type')} value={t('answers.typeUnknown')} why={<p>{t('answers.typeNotStudied')}</p>} />
  const isKnown = type.type !== null
  return (
    <Answer
      label={t('answers.type')}
      value={type.type === null ? t('answers.typeNone') : t(`types.${type.type}`)}
      why={
        <>
          <p>{type.type === null ? t('answers.typeWhyNone') : t('answers.typeWhy', { type: t(`types.${type.type}`) })}</p>
          {type.evidence.map((each) => (
            <div key={each.type}>
              {!isKnown && <p className="font-medium">{t(`types.${each.type}`)}</p>}
              <Checks evidence={each} />
            </div>
          ))}
        </>
      }
    />
  )
}

function Checks({ evidence }: { readonly evidence: Evidence }) {
  const { t } = useTranslation('insights-types')
  const write = useFactText()
  return (
    <ul className="grid gap-1">
      {evidence.checks.map(({ fact, is, value, bound, met }) => (
        <li key={`${fact} ${is}`} className="flex items-start gap-1.5">
          <span className={met ? 'mt-1 text-good' : 'mt-1 text-ink-soft'}>
            <Icon of={met ? Check : X} className="size-4" />
            <span className="sr-only">{t(met ? 'answers.met' : 'answers.unmet')}</span>
          </span>
          <span>
            {t('answers.check', { name: t(`facts.${fact}.name`), value: write(fact, value) })}{' '}
            <span className="text-ink-soft">
              ({t(is === 'at_least' ? 'answers.atLeast' : 'answers.atMost', { bound: write(fact, bound) })})
            </span>
          </span>
        </li>
      ))}
    </ul>
  )
}
