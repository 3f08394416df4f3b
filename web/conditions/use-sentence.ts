import { useTranslation } from 'react-i18next'
import { useChosenWords, useConditionFields } from '#web/conditions/data.ts'
import type { Condition } from '#web/conditions/fields.ts'
import { choicesNamedIn, type SentenceWords } from '#web/conditions/sentence.ts'
import { useFormat } from '#web/format.tsx'

/** What the sentences of a condition and its parts are made with; words of choices arrive after the first time. */
export function useSentenceWords(condition: Condition | null): SentenceWords {
  const { t } = useTranslation('conditions')
  const format = useFormat()
  const fields = useConditionFields().data?.fields ?? []
  return { t, format, fields, choices: useChosenWords(choicesNamedIn(condition, fields)) }
}
