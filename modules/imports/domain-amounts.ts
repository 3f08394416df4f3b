import { divideHalfAway, parseDecimal } from '#pure/numbers'

/**
 * Reads numbers as whole multiples of 10^-decimals: '3.39' with 6 decimals is 3,390,000. NaN when the text is no number or more
 * than a JavaScript number holds exactly. Plain digits take the quick way, all else goes through `parseDecimal`.
 */
export function scaledReader(decimals: number, decimalComma: boolean): (text: string) => number {
  const scale = POWERS[decimals] ?? 1
  return (text) => {
    const quick = quickScaled(text, decimals, scale, decimalComma)
    return quick === null ? slowScaled(text, decimals, decimalComma) : quick
  }
}

/** The number without currency words and signs around it: '۱۲٬۰۰۰ تومان' → '۱۲٬۰۰۰'. */
export function withoutCurrency(text: string): string {
  return text.replace(CURRENCY, ' ').trim()
}

const POWERS = [1, 10, 100, 1000, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9]
const CURRENCY =
  /[$£€¥₹₺₽₴₩₪﷼¤]|(?<!\p{L})(?:تومان|تومن|ریال|ريال|toman|tomans|rial|rials|irt|irr|usd|us|gbp|eur|aed|try|cad|aud|inr|دلار|یورو|پوند|درهم|لیر)(?!\p{L})/giu

/** Digits with at most one dot and a minus before them; null for anything else. */
function quickScaled(text: string, decimals: number, scale: number, decimalComma: boolean): number | null {
  const length = text.length
  if (length === 0 || length > 15) return null
  let at = text.charCodeAt(0) === 45 ? 1 : 0
  const negative = at === 1
  let value = 0
  let dot = -1
  if (at === length) return null
  for (; at < length; at++) {
    const code = text.charCodeAt(at)
    if (code >= 48 && code <= 57) value = value * 10 + code - 48
    else if (code === 46 && dot < 0 && !decimalComma && at > 0) dot = at
    else return null
  }
  const fraction = dot < 0 ? 0 : length - dot - 1
  if (fraction > decimals || (dot >= 0 && fraction === 0)) return null
  const scaled = fraction === 0 ? value * scale : value * (POWERS[decimals - fraction] ?? 1)
  if (scaled > Number.MAX_SAFE_INTEGER) return Number.NaN
  return negative && scaled !== 0 ? -scaled : scaled
}

function slowScaled(text: string, decimals: number, decimalComma: boolean): number {
  if (text.length > 60) return Number.NaN
  const plain = withoutCurrency(text)
  const exponent = /^([-+]?\d+(?:\.\d+)?)e([-+]?\d{1,2})$/i.exec(plain)
  if (exponent) return safe(Math.round(Number(plain) * 10 ** decimals))
  const decimal = parseDecimal(plain, { decimalComma })
  if (!decimal) return Number.NaN
  const units =
    decimal.scale <= decimals
      ? decimal.units * 10n ** BigInt(decimals - decimal.scale)
      : divideHalfAway(decimal.units, 10n ** BigInt(decimal.scale - decimals))
  return safe(Number(units))
}

function safe(value: number): number {
  return Number.isSafeInteger(value) ? value : Number.NaN
}
