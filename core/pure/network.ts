/**
 * The address as limits count it. A household has one of four numbers; of the long kind it has a network of 64 bits, with more addresses than anybody could
 * count one by one.
 */
export function networkOf(address: string): string {
  const v4 = v4In(address)
  if (v4) return v4
  const groups = groupsOf(address)
  return groups ? `${groups.slice(0, 4).join(':')}::/64` : address
}

/** The number of four parts in an address, also where it is written as one of the long kind. */
export function v4In(address: string): string | null {
  return /^(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(address)?.[1] ?? null
}

/** The eight groups of a long address, whatever was left out of it, in small letters without zeros before them; null for what is none. */
export function groupsOf(address: string): readonly string[] | null {
  const [text = ''] = address.toLowerCase().split('%')
  const [before = '', after, more] = text.split('::')
  if (more !== undefined) return null
  const parts = (part: string) => (part === '' ? [] : part.split(':'))
  const left = 8 - parts(before).length - parts(after ?? '').length
  if (after === undefined ? left !== 0 : left < 1) return null
  const groups = [...parts(before), ...Array.from({ length: left }, () => '0'), ...parts(after ?? '')]
  return groups.every((group) => /^[0-9a-f]{1,4}$/.test(group)) ? groups.map((group) => group.replace(/^0+(?=.)/, '')) : null
}
