/** Numbers given to texts in the order in which they first occur, from 0. */
export interface KeyIndex {
  of(key: string): number
  key(index: number): string
  readonly size: number
}

/** An index for millions of keys. Short whole numbers are kept as numbers, which takes a third of the memory of texts. */
export function keyIndex(): KeyIndex {
  const indexes = new Map<string | number, number>()
  const keys: (string | number)[] = []
  return {
    of(text) {
      const key = isShortInteger(text) ? Number(text) : text
      const known = indexes.get(key)
      if (known !== undefined) return known
      const kept = typeof key === 'string' ? detached(key) : key
      indexes.set(kept, keys.length)
      return keys.push(kept) - 1
    },
    key: (index) => String(keys[index] ?? ''),
    get size() {
      return keys.length
    },
  }
}

/** Nine digits at most and no leading zero, so that the number prints as the same text. */
function isShortInteger(text: string): boolean {
  if (text.length === 0 || text.length > 9 || text.charCodeAt(0) === 48) return false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 48 || code > 57) return false
  }
  return true
}

/** The same text on its own: a cell is a window on its chunk of the file and would keep all of it in memory. */
function detached(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, 'utf16le').toString('utf16le')
}
