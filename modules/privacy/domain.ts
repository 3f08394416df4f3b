import { Affected } from './api.ts'

/** Whom the address of a filtered list of customers, or several ids, mean; null when neither can be read. */
export function readAffected(typed: string): Affected | null {
  const text = typed.trim()
  const ids = text.split(/[\s,;،]+/).filter((each) => each !== '')
  const byId = Affected.safeParse({ ids })
  if (byId.success) return byId.data
  const filter = URL.canParse(text) ? new URL(text).searchParams.get('filter') : null
  if (filter === null) return null
  return Affected.safeParse({ filter: parsed(filter) }).data ?? null
}

/** Those whom a link carries; null when it carries none. */
export function affectedOfLink(text: string): Affected | null {
  return Affected.safeParse(parsed(text)).data ?? null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
