/** Titles and dates that some programs write above the table. */
const MOST_PREAMBLE_ROWS = 20

/** How many rows stand above the table: rows with a cell or two where the rows below have many. */
export function preambleRows(rows: readonly (readonly string[])[]): number {
  const filled = rows.slice(0, 200).map((row) => row.reduce((count, cell) => (cell.trim() === '' ? count : count + 1), 0))
  const usual = median(filled.slice(Math.min(MOST_PREAMBLE_ROWS, Math.floor(filled.length / 2))))
  const first = filled.findIndex((count) => count >= Math.min(3, usual) && count >= usual / 2)
  return first > 0 && first <= MOST_PREAMBLE_ROWS ? first : 0
}

function median(counts: readonly number[]): number {
  return counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0
}
