import { useTranslation } from 'react-i18next'
import type { Finding } from '../api.ts'
import type words from './en.json'

type Code = keyof (typeof words)['findings']
type Remedied = keyof (typeof words)['remedies']

/** What a finding says and what to do about it, in the reader's language. */
export function useFindingWords(): (finding: Finding) => { readonly says: string; readonly remedy: string } {
  const { t, i18n } = useTranslation('operations')
  const isCode = (code: string): code is Code => i18n.exists(`operations:findings.${code}`)
  const isRemedied = (code: string): code is Remedied & Code => i18n.exists(`operations:remedies.${code}`)
  return ({ code, details }) => ({
    says: isCode(code) ? t(`findings.${code}`, { ...details }) : code,
    remedy: isRemedied(code) ? t(`remedies.${code}`, { ...details }) : '',
  })
}
