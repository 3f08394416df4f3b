/** The name of a pressed key as shortcuts write it, by its place on the keyboard: a Persian layout's «ز» is still c. Null for keys that are none. */
export function stepOf({
  key,
  code,
  ctrlKey,
  metaKey,
  altKey,
}: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey'>): string | null {
  if (altKey) return null
  if (key === '?' || key === '؟') return '?'
  const letter = /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase()
  if (!letter) return null
  return ctrlKey || metaKey ? `mod+${letter}` : letter
}

/** Whether keys go into a text just now. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
}
