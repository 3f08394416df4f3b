import { backupWord, type BackupWord } from './backup-words.ts'
import type { BackupProgress, Part } from '#core/backup/format'
import { formatNumber, type Language } from '#pure/numbers'

/** Shows how far it is in the terminal's last line, where there is a terminal; a new part or per cent at a time. */
export function progressLine(language: Language): {
  readonly show: (word: BackupWord, progress: BackupProgress) => void
  readonly clear: () => void
} {
  let last = ''
  const write = (text: string) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`)
  }
  return {
    show: (word, { part, share }) => {
      const line = backupWord(language, word, { share: formatNumber(Math.floor(share * 100), language), part })
      if (line !== last) write(line)
      last = line
    },
    clear: () => write(''),
  }
}

/** How much a backup holds, as words take it. */
export function sizesOf(parts: readonly Part[], bytes: number, language: Language): Record<'size' | 'tables' | 'rows' | 'files', string> {
  const number = (value: number) => formatNumber(value, language)
  const tables = parts.filter(({ kind }) => kind === 'table')
  return {
    size: sizeText(bytes, language),
    tables: number(tables.length),
    rows: number(tables.reduce((sum, { rows }) => sum + rows, 0)),
    files: number(parts.filter(({ kind }) => kind === 'file').length),
  }
}

/** Bytes as a person reads them: 12.3 MB. */
export function sizeText(bytes: number, language: Language): string {
  const units = language === 'fa' ? ['بایت', 'کیلوبایت', 'مگابایت', 'گیگابایت'] : ['bytes', 'kB', 'MB', 'GB']
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(bytes, 1)) / 3)))
  const value = bytes / 1000 ** step
  return `${formatNumber(value, language, 1)} ${units[step] ?? ''}`
}
