import { tokeniser } from './tokenise.ts'

/** The delimiter of a text, from its first lines: ',', ';', tab, '|' or ' ' for runs of blanks; ',' when there is one column. */
export function detectDelimiter(sample: string): string {
  let best = { delimiter: ',', score: 0 }
  for (const delimiter of [',', ';', '\t', '|']) {
    const score = evenness(sample, delimiter)
    if (score > best.score) best = { delimiter, score }
  }
  if (best.score > 0) return best.delimiter
  return evenness(sample, ' ') > 0 ? ' ' : ','
}

const SAMPLE_ROWS = 200
/** Fewer rows than this share with the same number of columns is chance: commas in sentences. */
const LEAST_SHARE = 0.7

/** How well a delimiter makes a table: 0 for not at all; more for rows of equal length, headings that agree, and many columns. */
function evenness(sample: string, delimiter: string): number {
  const rows = tokeniser(delimiter)(sample, true)
    .rows.slice(0, SAMPLE_ROWS)
    .filter((row) => row.some((cell) => cell.trim() !== ''))
  const counts = new Map<number, number>()
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1)
  const [columns, often] = [...counts].reduce(
    (most, next) => (next[1] > most[1] || (next[1] === most[1] && next[0] > most[0]) ? next : most),
    [0, 0],
  )
  const share = rows.length === 0 ? 0 : often / rows.length
  if (columns < 2 || share < LEAST_SHARE) return 0
  const headingAgrees = rows[0]?.length === columns ? 1 : 0
  return share * 2 + headingAgrees + Math.min(columns, 50) / 100
}
