import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import type { PersonalAnswers } from '../../types/api.ts'
import { RFM_WORDS } from '../../types/domain-rfm.ts'
import { Answer } from './Answer.tsx'
import { useRangeText } from './use-range-text.ts'

/** How recent, frequent and valuable the customer is beside the others. */
export function RfmAnswer({ answers: { rfm } }: { readonly answers: PersonalAnswers }) {
  const { t } = useTranslation('insights-types')
  const format = useFormat()
  const rangeText = useRangeText(rfm?.ranges ?? null)
  const label = t('answers.rfm')
  if (rfm === null) return <Answer label={label} value="–" why={<p>{t('answers.rfmNone')}</p>} />
  const { r, f, m, group, silenceDays } = rfm
  const range = (side: 'r' | 'f' | 'm', score: number) => ({ score: format.number(score), range: rangeText(side, score) })
  return (
    <Answer
      label={label}
      value={t('answers.rfmValue', {
        group: RFM_WORDS[group][format.language],
        r: format.number(r),
        f: format.number(f),
        m: m === null ? '–' : format.number(m),
      })}
      hint={t(`rfm.hint.${group}`)}
      why={
        <>
          <p>{t('answers.rfmWhy')}</p>
          <p>{t('answers.rfmR', { silence: format.number(silenceDays), ...range('r', r) })}</p>
          <p>{t('answers.rfmF', range('f', f))}</p>
          {m !== null && <p>{t('answers.rfmM', range('m', m))}</p>}
        </>
      }
    />
  )
}
