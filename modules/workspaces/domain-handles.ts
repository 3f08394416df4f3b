/** The longest word made from a name; people may choose longer ones. */
const LONGEST = 30

/** A word for addresses out of a shop's name, in small Latin letters; 'shop' where the name holds nothing that can be written so. */
export function handleFrom(name: string): string {
  const latin = [...name.normalize('NFKD').toLowerCase()].map((sign) => LATIN[sign] ?? sign).join('')
  const word = latin
    .replaceAll(/\p{Mn}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^[0-9-]+/, '')
    .slice(0, LONGEST)
    .replace(/-+$/, '')
  return word.length < 2 ? 'shop' : word
}

/** What stands in for a word that is taken: 'shop-2', 'shop-3', … */
export function nextHandle(word: string, attempt: number): string {
  return attempt === 1 ? word : `${word}-${attempt}`
}

/** Persian letters as they are mostly written in Latin ones; what is left out in Persian, short vowels, stays out. */
const LATIN: Readonly<Record<string, string>> = {
  ا: 'a',
  ب: 'b',
  پ: 'p',
  ت: 't',
  ث: 's',
  ج: 'j',
  چ: 'ch',
  ح: 'h',
  خ: 'kh',
  د: 'd',
  ذ: 'z',
  ر: 'r',
  ز: 'z',
  ژ: 'zh',
  س: 's',
  ش: 'sh',
  ص: 's',
  ض: 'z',
  ط: 't',
  ظ: 'z',
  ع: 'a',
  غ: 'gh',
  ف: 'f',
  ق: 'gh',
  ک: 'k',
  ك: 'k',
  گ: 'g',
  ل: 'l',
  م: 'm',
  ن: 'n',
  و: 'o',
  ه: 'h',
  ی: 'i',
  ي: 'i',
  ى: 'i',
  ئ: 'i',
  ؤ: 'o',
  ة: 'h',
  ء: '',
  '‌': '-',
  ...Object.fromEntries([...'۰۱۲۳۴۵۶۷۸۹'].map((digit, value) => [digit, String(value)])),
}
