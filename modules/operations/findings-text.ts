import type { Finding } from './api.ts'
import { moduleText } from '#core/error-words'
import type { Language } from '#pure/numbers'

/** What a finding says in words, and what to do about it; null where nothing is to be done. The Operations page says it with the same words. */
export function findingText(
  language: Language,
  { check, level, code, details }: Finding,
): { name: string; says: string; remedy: string | null } {
  const text = (path: string) => moduleText('operations', path, { language, details })
  return {
    name: text(`checks.${check}`) ?? check,
    says: text(`findings.${code}`) ?? code,
    remedy: level === 'ok' ? null : text(`remedies.${code}`),
  }
}
