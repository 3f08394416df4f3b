import type { Language } from '#pure/numbers'
import type { AttributeResponse } from '../api.ts'

/** What an attribute is called in a language; in the other one, when it has only that name. */
export function attributeName({ key, nameFa, nameEn }: AttributeResponse, language: Language): string {
  const [own, other] = language === 'fa' ? [nameFa, nameEn] : [nameEn, nameFa]
  return own ?? other ?? key
}
