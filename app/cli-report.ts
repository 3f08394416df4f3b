import { basename } from 'node:path'
import { text } from 'node:stream/consumers'
import { languageOf } from '#core/config'
import { REPORT_PARTS, reportTable } from '#domain/insights'
import { textReport } from '../modules/insights/text-report/text-report.ts'
import { fileSentence, writingSentence } from './report-errors.ts'
import { reportOfFile } from './report-file.ts'
import type { FileReport } from './report-file.ts'
import { reportJson } from './report-json.ts'
import { readReportOptions } from './report-options.ts'
import type { ReportOptions } from './report-options.ts'
import { insightTables } from './report-insight-tables.ts'
import { insightText } from './report-insight-text.ts'
import { HELP, usageSentence } from './report-words.ts'

/** Prints the return report of a file: 0 when it stands on stdout, 1 when the file cannot be used, 2 when the command line cannot be followed. */
export async function run(args: string[]): Promise<number> {
  const read = readReportOptions(args, languageOf())
  if ('help' in read) return say(HELP[read.help])
  if ('usage' in read) {
    console.error(usageSentence(read.usage))
    return 2
  }
  const { options } = read
  try {
    const made = await reportOfFile(options)
    return await say(await written(made, options))
  } catch (error) {
    const sentence = writingSentence(error, options) ?? fileSentence(error, options)
    if (sentence === null) throw error
    console.error(sentence)
    return 1
  }
}

function written(made: FileReport, options: ReportOptions): Promise<string> | string {
  if (options.format === 'json') return reportJson(made)
  if (options.format === 'csv') return reportCsv(made, options)
  const { stdout } = process
  const style = {
    language: options.language,
    moneyDisplay: made.moneyDisplay,
    namesCurrency: made.namesCurrency,
    width: Math.min(120, Math.max(80, stdout.columns ?? 100)),
    // hasColors knows NO_COLOR, FORCE_COLOR and what the terminal can do.
    colours: stdout.isTTY === true && stdout.hasColors(256),
  } as const
  return textReport(made.report, { name: basename(options.file), ...made.source }, style, (pen) =>
    insightText(made, pen, options.language),
  ).trimEnd()
}

/** All tables one after the other; the file begins with one byte order mark. */
async function reportCsv({ report, source, namesCurrency, insight }: FileReport, { language }: ReportOptions): Promise<string> {
  // Loaded for this format only: the XLSX writer behind it takes as long to load as a small report to make.
  const { tableFile } = await import('#core/export')
  const tables = REPORT_PARTS.map((part) => reportTable(report, part, { language, namesCurrency }))
  const skipped = { name: 'source', title: SOURCE[language].title, headings: SOURCE[language].headings, rows: sourceRows(source, language) }
  const parts = [...tables, ...(insight ? insightTables(insight, report.currency, language) : []), skipped].map(
    async (table) => `${table.title}\r\n${(await text(tableFile('csv', table).stream)).replace(/^\uFEFF/, '')}`,
  )
  return `\uFEFF${(await Promise.all(parts)).join('\r\n').trimEnd()}`
}

const SOURCE = {
  en: { title: 'Source', headings: ['Rows', 'Count'], read: 'read', used: 'used' },
  fa: { title: 'منبع', headings: ['سطرها', 'تعداد'], read: 'خوانده‌شده', used: 'به‌کاررفته' },
} as const

function sourceRows({ rows, used, skipped }: FileReport['source'], language: 'fa' | 'en'): [string, number][] {
  return [
    [SOURCE[language].read, rows],
    [SOURCE[language].used, used],
    ...skipped.map((each): [string, number] => [each.reason, each.rows]),
  ]
}

/** Resolves when the text has left: a pipe takes more than one turn, and the process ends right after. */
function say(text: string): Promise<number> {
  return new Promise((resolve) => {
    process.stdout.once('error', () => resolve(0))
    process.stdout.write(`${text}\n`, () => resolve(0))
  })
}
