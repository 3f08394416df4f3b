import { Condition } from '#api/customers'

/** The condition that an address brings along; null when it brings none that can be read. */
export function readFilterText(text: string): Condition | null {
  if (text === '') return null
  try {
    return Condition.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
