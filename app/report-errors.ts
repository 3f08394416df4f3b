import { AppError } from '#core/errors'
import { sentenceOf } from './cli-messages.ts'
import type { ReportOptions } from './report-options.ts'

/** One line on why the file cannot be used; null for a defect of ours. */
export function fileSentence(error: unknown, { file, language }: Pick<ReportOptions, 'file' | 'language'>): string | null {
  if (error instanceof AppError) return `${file}: ${sentenceOf(error, language) ?? error.code}`
  const code = error instanceof Error && 'code' in error ? error.code : null
  return typeof code === 'string' && Object.hasOwn(SYSTEM, code) ? `${file}: ${SYSTEM[code]?.[language] ?? code}` : null
}

/** One line on why the file of customers cannot be written; null when something else went wrong. */
export function writingSentence(
  error: unknown,
  { customersFile, language }: Pick<ReportOptions, 'customersFile' | 'language'>,
): string | null {
  const failed = error instanceof Error && 'code' in error && 'path' in error ? error : null
  if (customersFile === null || failed?.path !== customersFile) return null
  if (failed.code === 'ENOENT') return `${customersFile}: ${NO_FOLDER[language]}`
  return `${customersFile}: ${NOT_WRITTEN[language]} (${String(failed.code)})`
}

const NO_FOLDER = { en: 'There is no such folder.', fa: 'چنین پوشه‌ای نیست.' } as const
const NOT_WRITTEN = { en: 'This file cannot be written.', fa: 'در این فایل نمی‌توان نوشت.' } as const

/** What the operating system says. */
const SYSTEM: Readonly<Record<string, Readonly<Record<'en' | 'fa', string>>>> = {
  ENOENT: { en: 'There is no such file.', fa: 'چنین فایلی نیست.' },
  EISDIR: { en: 'This is a folder, not a file.', fa: 'این پوشه است، نه فایل.' },
  EACCES: { en: 'You may not read this file.', fa: 'اجازهٔ خواندن این فایل را ندارید.' },
  EPERM: { en: 'You may not read this file.', fa: 'اجازهٔ خواندن این فایل را ندارید.' },
}
