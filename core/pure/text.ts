import { latinDigits } from './numbers.ts'

/**
 * Text as it is searched and compared: Arabic ي ك and their kin as Persian ی ک, all digits Latin, no diacritics or tatweel,
 * (so that آ is found by ا and é by e), half-spaces as blanks, lower case, one blank between words.
 */
export function normalise(text: string): string {
  return latinDigits(sameSpelling(persianLetters(text.normalize('NFKD'))))
    .replace(/\p{Mn}|\u0640/gu, '')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad]/g, ' ')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
}

/** Text as it is stored and shown: Persian letters unified, outer and double blanks gone, half-spaces kept. */
export function tidy(text: string): string {
  return persianLetters(text.normalize('NFC'))
    .replace(/[\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/[^\S\u200c]+/g, ' ')
    .trim()
}

/** Words to look for, normalised; a number typed with Persian digits is found as well. */
export function searchWords(text: string): string[] {
  return normalise(text)
    .split(' ')
    .filter((word) => word !== '')
}

/** For LIKE patterns: `%`, `_` and the backslash lose their meaning. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}

/** Letters of Arabic keyboards and neighbouring languages, as Persian writes them. */
const KEYBOARD: Record<string, string> = { ي: 'ی', ك: 'ک', ڪ: 'ک', ہ: 'ه', ە: 'ه' }
/** Spellings that a reader takes for the same word; for comparing only. */
const SPELLING: Record<string, string> = { ى: 'ی', ة: 'ه', ۀ: 'ه', أ: 'ا', إ: 'ا', ٱ: 'ا' }

function persianLetters(text: string): string {
  return text.replace(/[يكڪہە]/g, (letter) => KEYBOARD[letter] ?? letter)
}

function sameSpelling(text: string): string {
  return text.replace(/[ىةۀأإٱ]/g, (letter) => SPELLING[letter] ?? letter)
}

/** The sentence with `{name}` replaced by what stands under that name; what nobody gave stays as it is. */
export function filled(sentence: string, details: Readonly<Record<string, string>>): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (placeholder, key: string) => details[key] ?? placeholder)
}
