/** Text as a cell of a CSV file (RFC 4180) that no spreadsheet runs as a formula. */
export function csvText(text: string): string {
  return quoted(withoutFormula(text))
}

/** A cell of a file that repeats what another one said: like any other, but signed numbers and phones stay as they were, so that it can be read again. */
export function repeatedCell(text: string): string {
  return quoted(/^[+-][\d.,\s]*$/.test(text) ? text : withoutFormula(text))
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** What a spreadsheet would take for a formula is shown as text instead (OWASP, "CSV Injection"), in wide letters of East Asia too. */
function withoutFormula(text: string): string {
  return /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? `'${text}` : text
}
