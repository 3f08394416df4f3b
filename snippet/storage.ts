/** What this browser keeps: in its storage, the visitor's id in a cookie where there is none. */
const PREFIX = 'bazgasht.'
const YEAR_S = 31_536_000

/** For browsers that keep nothing: as long as the page. */
const memory: Record<string, string> = {}

/** A kept value; null when there is none, or something else lies in its place. */
export function read<T>(name: string, isIt: (value: unknown) => value is T): T | null {
  try {
    const value: unknown = JSON.parse(memory[name] ?? localStorage.getItem(PREFIX + name) ?? 'null')
    return isIt(value) ? value : null
  } catch {
    return null
  }
}

export function isText(value: unknown): value is string {
  return typeof value === 'string'
}

/** Keeps a value; false where it is kept no longer than the page. */
export function write(name: string, value: unknown): boolean {
  try {
    delete memory[name]
    localStorage.setItem(PREFIX + name, JSON.stringify(value))
    return true
  } catch {
    memory[name] = JSON.stringify(value)
    return false
  }
}

export function forget(name: string): void {
  delete memory[name]
  try {
    localStorage.removeItem(PREFIX + name)
  } catch {
    // There was nothing to forget.
  }
  if (name === 'id') document.cookie = 'bazgasht_id=;path=/;max-age=0'
}

/** Names that begin so, of this and other tabs. */
export function names(start: string): string[] {
  try {
    return Object.keys(localStorage).flatMap((name) => (name.startsWith(PREFIX + start) ? [name.slice(PREFIX.length)] : []))
  } catch {
    return []
  }
}

/** The visitor's id, first-party and random; made when it is first wanted. */
export function anonymousId(): string {
  const known = read('id', isText) ?? /(?:^|; )bazgasht_id=([\w-]+)/.exec(document.cookie)?.[1]
  if (known) return known
  const made = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  if (!write('id', made)) document.cookie = `bazgasht_id=${made};path=/;max-age=${YEAR_S};samesite=lax`
  return made
}
