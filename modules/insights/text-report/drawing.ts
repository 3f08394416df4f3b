/** How the report may draw: its width in columns and whether colours are welcome. */
export interface Canvas {
  readonly width: number
  readonly colours: boolean
}

/** A bar of `width` columns that is filled to a share between 0 and 1, to an eighth of a column. */
export function bar(share: number | null, width: number, canvas: Canvas): string {
  const eighths = Math.round(Math.min(1, Math.max(0, share ?? 0)) * width * 8)
  const full = Math.floor(eighths / 8)
  const part = EIGHTHS[eighths % 8] ?? ''
  const rest = ' '.repeat(Math.max(0, width - full - (part === '' ? 0 : 1)))
  return coloured('█'.repeat(full) + part, ACCENT, canvas) + rest
}

/** A cell of a heat map: the text on a ground that is deeper the nearer the share is to 1; without colours a shade stands before it. */
export function heat(share: number, text: string, width: number, canvas: Canvas): string {
  const step = Math.min(SHADES.length - 1, Math.floor(share * SHADES.length))
  if (!canvas.colours) return `${SHADES[step] ?? ' '}${padStart(text, width - 1)}`
  const [ground, ink] = GROUNDS[step] ?? [0, 0]
  return `\u001B[48;5;${ground};38;5;${ink}m${padStart(text, width)}\u001B[0m`
}

/** A heading that stands out where colours are welcome. */
export function heading(text: string, canvas: Canvas): string {
  return coloured(text, '1', canvas)
}

/** The text followed by blanks up to a width in columns. */
export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columnsOf(text)))
}

/** The text after blanks up to a width in columns. */
export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - columnsOf(text))) + text
}

/** How many columns a terminal gives the text: half-spaces and marks above letters take none. */
export function columnsOf(text: string): number {
  return text.replaceAll(/[\p{Mn}\p{Cf}]/gu, '').length
}

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']
const SHADES = [' ', '░', '▒', '▓', '█']
/** Turquoise from pale to deep, each with a legible ink. */
const GROUNDS: readonly (readonly [ground: number, ink: number])[] = [
  [255, 236],
  [195, 236],
  [122, 236],
  [37, 231],
  [30, 231],
]
const ACCENT = '36'

function coloured(text: string, code: string, { colours }: Canvas): string {
  return colours && text !== '' ? `\u001B[${code}m${text}\u001B[0m` : text
}
