/** The language of an Accept-Language header that comes first in it, weights counted; `otherwise` when it names none of ours. */
export function preferredLanguage(header: string | undefined, otherwise: 'fa' | 'en' = 'en'): 'fa' | 'en' {
  const wanted = (header ?? '')
    .split(',')
    .flatMap((part) => {
      const [, name, weight] = /^\s*(fa|en|\*)(?:-[\w-]+)?\s*(?:;\s*q=([\d.]+))?\s*$/i.exec(part) ?? []
      return name ? [{ name: name.toLowerCase(), weight: Number(weight ?? 1) }] : []
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
  const [first] = wanted
  return first?.name === 'fa' || first?.name === 'en' ? first.name : otherwise
}
