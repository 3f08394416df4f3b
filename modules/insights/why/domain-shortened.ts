/** Of each table so many rows are kept: those that stand out most and those that most people bought. */
export const MOST_ROWS = 500

/** The half that comes first, and of the rest the most frequent, in the order given; and how many rows there were. */
export function shortened<R, T extends { readonly rows: readonly R[] }>(
  table: T & { readonly rows: readonly R[] },
  frequency: (row: T['rows'][number]) => number,
): T & { readonly total: number } {
  const { rows } = table
  const total = rows.length
  if (total <= MOST_ROWS) return { ...table, total }
  const rest = rows.slice(MOST_ROWS / 2).toSorted((a, b) => frequency(b) - frequency(a))
  const kept = new Set([...rows.slice(0, MOST_ROWS / 2), ...rest.slice(0, MOST_ROWS / 2)])
  return { ...table, rows: rows.filter((row) => kept.has(row)), total }
}
