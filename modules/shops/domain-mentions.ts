import { latinDigits } from '#pure/numbers'

/** What somebody may be named by in a message: an e-mail or handle in small letters, a phone in E.164. */
export interface Name {
  readonly kind: string
  readonly value: string
}

/** Whether a message names one of these, however it is written: PHP writes ۰۹۱۲ as \u06f0\u06f9\u06f1\u06f2, people write 0912 345 6789. */
export function mentions(body: string, names: readonly Name[]): boolean {
  const text = latinDigits(
    body.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
  ).toLowerCase()
  const digits = text.replace(/(?<=\d)[\s().-]+(?=\d)/g, '')
  return names.some(({ kind, value }) => {
    if (kind === 'phone') return digits.includes(value.slice(-10))
    return value.length > 3 && kind !== 'external' && kind !== 'name' && text.includes(value.toLowerCase())
  })
}
