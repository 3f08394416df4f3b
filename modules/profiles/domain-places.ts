import { normalise } from '#pure/text'

/** What of an address is compared with others': street and city, whatever keyboard, blanks and signs wrote them. Empty when that says too little. */
export function placeOf({ lines, city }: { readonly lines: string; readonly city: string | null }): string {
  const street = letters(lines)
  if (street.length < SHORTEST_STREET || !/\d/.test(street)) return ''
  return `${letters(city ?? '')} ${street}`
}

/** Shorter ones, or ones without a number, are the same for many. */
const SHORTEST_STREET = 8

function letters(text: string): string {
  return normalise(text).replace(/[^\p{L}\p{N}]/gu, '')
}
