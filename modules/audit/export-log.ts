import { audit } from '#core/audit'
import { inTransaction, type Ctx } from '#core/context'
import { tableFile, type ExportRow, type FileStream } from '#core/export'
import { streamRows } from '#core/stream-rows'
import type { AuditExportQuery } from './api.ts'
import { namesIn } from './names.ts'
import { logQuery, type StoredEntry } from './read-log.ts'

/** So many entries' names are looked up at once. */
const AT_ONCE = 500

const HEADINGS = {
  fa: ['زمان', 'نوع انجام‌دهنده', 'انجام‌دهنده', 'شناسهٔ انجام‌دهنده', 'کار', 'نوع موضوع', 'موضوع', 'شناسهٔ موضوع', 'شبکه', 'مرورگر', 'جزئیات'],
  en: ['Time', 'Kind of actor', 'Actor', 'Actor id', 'Action', 'Kind of subject', 'Subject', 'Subject id', 'Network', 'Browser', 'Details'],
} as const

/** Everything that matches as a file, however long it is. That it was taken out is written down too, and stands in the file. */
export async function exportLog(ctx: Ctx, { format, language, ...filter }: AuditExportQuery): Promise<FileStream> {
  const { workspace: _, ...by } = filter
  await inTransaction(ctx, (ctx) => audit(ctx, 'audit.exported', { kind: 'audit', id: null, details: { format, ...by } }))
  const entries = streamRows(ctx, logQuery(ctx, by))
  return tableFile(format, { name: NAMES[language], headings: HEADINGS[language], rows: cells(ctx, entries) })
}

const NAMES = { fa: 'گزارش کارها', en: 'audit log' } as const

async function* cells(ctx: Ctx, entries: AsyncIterable<StoredEntry>): AsyncGenerator<ExportRow> {
  let waiting: StoredEntry[] = []
  for await (const entry of entries) {
    waiting.push(entry)
    if (waiting.length < AT_ONCE) continue
    yield* await rowsOf(ctx, waiting)
    waiting = []
  }
  yield* await rowsOf(ctx, waiting)
}

async function rowsOf(ctx: Ctx, entries: readonly StoredEntry[]): Promise<ExportRow[]> {
  const names = await inTransaction(ctx, (ctx) => namesIn(ctx, entries))
  return entries.map((entry) => {
    const [actor, subject] = [names.actorOf(entry), names.subjectOf(entry)]
    return [
      entry.at.toISOString(),
      actor.kind,
      actor.name,
      actor.id,
      entry.action,
      subject.kind,
      subject.name,
      subject.id,
      entry.address,
      entry.agent,
      JSON.stringify(entry.details),
    ]
  })
}
