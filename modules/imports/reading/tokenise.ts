/** Rows in the order of the file; `lines` holds the 1-based number of the line that each begins on. */
export interface RowBatch {
  readonly rows: readonly (readonly string[])[]
  readonly lines: Float64Array | readonly number[]
}

/** Takes text piece by piece and gives the rows that are complete so far; the last call says `final`. */
export type Tokeniser = (text: string, final: boolean) => RowBatch

/** A longer line is cut off: no order is that long, so a quote was left open. */
const LONGEST_LINE = 1 << 20
/** What is kept of one, just longer than the longest cell allowed, so that the row is skipped as too long. */
const KEPT_OF_LONG_LINE = 10_001

/** Rows of delimited text (RFC 4180, leniently: a quote inside an unquoted cell is a letter). '\n', '\r\n' and '\r' end lines. */
export function tokeniser(delimiter: string): Tokeniser {
  const scan = delimiter === ' ' ? scanBlanks : delimitedScan(delimiter.charCodeAt(0))
  const position: Position = { at: 0, line: 1, newlines: 0, dropping: false }
  let rest = ''
  return (text, final) => {
    const all = rest === '' ? text : rest + text
    const rows: string[][] = []
    const lines: number[] = []
    position.at = position.dropping ? dropLine(all, position) : 0
    while (position.at < all.length) {
      const row = scan(all, position, final) ?? (final || all.length - position.at > LONGEST_LINE ? cutLine(all, position) : null)
      if (!row) break
      rows.push(row)
      lines.push(position.line)
      position.line += position.newlines
    }
    rest = position.at === 0 ? all : all.slice(position.at)
    return { rows, lines }
  }
}

interface Position {
  at: number
  line: number
  /** Line ends that the row just read took up. */
  newlines: number
  /** Inside a line that was given up: what is left of it is passed over. */
  dropping: boolean
}

const QUOTE = 34
const CR = 13
const LF = 10

/** Reads one row from `position`; null, with the position unmoved, when its end is not in the text (yet). */
function delimitedScan(delimiter: number): (text: string, position: Position, final: boolean) => string[] | null {
  return (text, position, final) => {
    const row: string[] = []
    const end = text.length
    let start = position.at
    let newlines = 1
    for (;;) {
      let at = start
      let value: string
      if (text.charCodeAt(at) === QUOTE) {
        const close = closingQuote(text, at + 1)
        if (close < 0) return null
        const inside = text.slice(at + 1, close)
        newlines += lineEnds(inside)
        value = inside.includes('"') ? inside.replaceAll('""', '"') : inside
        at = close + 1
        const tail = at
        while (at < end && !endsCell(text.charCodeAt(at), delimiter)) at++
        if (at > tail) value += text.slice(tail, at)
      } else {
        let code = at < end ? text.charCodeAt(at) : LF
        while (code !== delimiter && code !== LF && code !== CR) code = ++at < end ? text.charCodeAt(at) : LF
        value = text.slice(start, at)
      }
      if (at >= end && !final) return null
      row.push(value)
      if (at < end && text.charCodeAt(at) === delimiter) {
        start = at + 1
        continue
      }
      if (!endRow(text, position, at, final)) return null
      position.newlines = newlines
      return row
    }
  }
}

function endsCell(code: number, delimiter: number): boolean {
  return code === delimiter || code === LF || code === CR
}

/** Index of the quote that closes a cell, stepping over doubled ones; -1 when it is not in the text. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from)
  while (at >= 0 && text.charCodeAt(at + 1) === QUOTE) at = text.indexOf('"', at + 2)
  return at
}

function lineEnds(text: string): number {
  let count = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === LF || (code === CR && text.charCodeAt(i + 1) !== LF)) count++
  }
  return count
}

/** Moves past the line end at `at`; false when a '\n' may still follow the '\r' that ends the text. */
function endRow(text: string, position: Position, at: number, final: boolean): boolean {
  if (text.charCodeAt(at) === CR) {
    if (at + 1 >= text.length && !final) return false
    position.at = text.charCodeAt(at + 1) === LF ? at + 2 : at + 1
  } else position.at = Math.min(at + 1, text.length)
  return true
}

/** Columns apart by runs of blanks, as statistics packages write them. */
function scanBlanks(text: string, position: Position, final: boolean): string[] | null {
  const row: string[] = []
  const end = text.length
  let at = position.at
  for (;;) {
    while (at < end && isBlank(text.charCodeAt(at))) at++
    const start = at
    while (at < end && text.charCodeAt(at) > 32) at++
    if (at >= end && !final) return null
    if (at > start) row.push(text.slice(start, at))
    if (at < end && isBlank(text.charCodeAt(at))) continue
    if (at < end && text.charCodeAt(at) !== LF && text.charCodeAt(at) !== CR) {
      at++
      continue
    }
    if (!endRow(text, position, at, final)) return null
    position.newlines = 1
    return row.length > 0 ? row : ['']
  }
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9
}

/** Gives up on a row without an end: its first line becomes one overlong cell, and reading goes on at the next line. */
function cutLine(text: string, position: Position): string[] {
  const start = position.at
  position.dropping = true
  position.at = dropLine(text, position, start)
  position.newlines = 1
  return [text.slice(start, start + KEPT_OF_LONG_LINE).padEnd(KEPT_OF_LONG_LINE, '.')]
}

/** Where the line after the one being dropped begins; the text's end when that has not come yet. */
function dropLine(text: string, position: Position, from = 0): number {
  LINE_END.lastIndex = from
  const match = LINE_END.exec(text)
  if (!match) return text.length
  position.dropping = false
  return match.index + match[0].length
}

const LINE_END = /\r\n|\r|\n/g
