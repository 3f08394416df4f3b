import { latinDigits } from '#pure/numbers'
import { withoutCurrency } from '../domain-amounts.ts'

/** Whether amounts are written 1.234,50 rather than 1,234.50, by what most of them can only be. */
export function hasDecimalComma(values: readonly string[]): boolean {
  let comma = 0
  let dot = 0
  let dottedThousands = 0
  for (const value of values) {
    const plain = withoutCurrency(latinDigits(value)).replace(/[-+()\s]/g, '')
    if (/^\d{1,3}(?:\.\d{3})+,\d+$|^\d+,\d{1,2}$|^\d+,\d{4,}$|^\d{1,3}(?:\.\d{3}){2,}$/.test(plain)) comma++
    else if (/^\d{1,3}(?:,\d{3})+\.\d+$|^\d+\.\d{1,2}$|^\d+\.\d{4,}$|^\d{1,3}(?:,\d{3}){2,}$/.test(plain)) dot++
    else if (/^[1-9]\d{0,2}\.\d{3}$/.test(plain)) dottedThousands++
  }
  // 12.500 alone may be twelve and a half; nothing but such values is a column of thousands.
  return comma + dot === 0 ? dottedThousands > 1 && dottedThousands === values.filter((value) => value.includes('.')).length : comma > dot
}
