import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { latinDigits, type Language, persianDigits } from './numbers.ts'

/** E.164 ('+989121234567') from what people write: 0912…, 912…, +98…, 0098…, in any digits; null when it is no possible number. */
export function toE164(text: string, country = 'IR'): string | null {
  const cleaned = latinDigits(text)
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .trim()
  const known = iranianMobile(cleaned)
  if (known) return known
  if (cleaned.length > 40 || !/\d{5}/.test(cleaned.replace(/[\s().-]/g, ''))) return null
  const international = cleaned.replace(/^\s*00/, '+')
  const phone = parsePhoneNumberFromString(international, { defaultCountry: countryCode(country), extract: false })
  return phone?.isPossible() ? phone.number : null
}

/** A number as people read it at home, in their digits; always shown left to right. */
export function formatPhone(e164: string, language: Language): string {
  const phone = parsePhoneNumberFromString(e164)
  if (!phone) return e164
  const text = phone.country === 'IR' && language === 'fa' ? phone.formatNational() : phone.formatInternational()
  return language === 'fa' ? persianDigits(text) : text
}

/** The common case without the full parser: a shop's ten million lines hold little else. */
function iranianMobile(text: string): string | null {
  const match = /^(?:\+98|0098|98|0)?(9\d{9})$/.exec(text.replace(/[\s().-]/g, ''))
  return match ? `+98${match[1]}` : null
}

function countryCode(country: string): CountryCode | undefined {
  return isSupportedCountry(country) ? country : undefined
}
