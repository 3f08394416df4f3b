import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { boot } from './boot.ts'
import { HOLDINGS } from './holdings.ts'
import { sentenceOf } from './cli-messages.ts'
import { readImportOptions, type ImportOptions } from './import-options.ts'
import { IMPORT_HELP, importUsage, importWord, progressLine, resultLines } from './import-words.ts'
import { fileSentence } from './report-errors.ts'
import type { ImportPreview, ImportProgress } from '#api/imports'
import { languageOf, readConfig } from '#core/config'
import { inTransaction, type Ctx, type Workspace } from '#core/context'
import { refused } from '#core/errors'
import { createServer, type Server } from '#core/server'
import { cancelImport, importFor, importSample, queueImport, receiveImport, responseOf, runQueued, SAMPLE } from '#modules/imports'
import { createWorkspace, listWorkspaces, systemCtx } from '#modules/workspaces'
import { unitOfMoney } from '#pure/money'

/** Brings a file of orders in: 0 when it is in, 1 when it is not, 2 when the command line cannot be followed. */
export async function run(args: string[]): Promise<number> {
  const read = readImportOptions(args, languageOf())
  if ('help' in read) return said(IMPORT_HELP[read.help], 0)
  if ('usage' in read) return said(importUsage(read.usage), 2)
  const { options } = read
  const ground = await boot(readConfig(), { log: { info: () => undefined, warn: (text) => console.error(text) } })
  const server = await createServer({ ...ground.config, logLevel: 'silent' }, ground.address, HOLDINGS)
  try {
    return await importWith(server, options)
  } catch (error) {
    const sentence = fileSentence(error, { file: options.file ?? SAMPLE.name, language: options.language })
    if (sentence === null) throw error
    return said(sentence, 1)
  } finally {
    await server.close()
    await ground.close()
  }
}

async function importWith(server: Server, options: ImportOptions): Promise<number> {
  const file = options.file === null ? null : await open(options.file)
  const workspace = await workspaceFor(server, options)
  if (typeof workspace === 'string') return said(workspace, 1)
  const ctx = systemCtx(server, workspace)
  if (options.file === null || !file) return watch(server, ctx, (await importSample(ctx)).id, options)
  const { import: received, preview } = await receiveImport(ctx, {
    fileName: basename(options.file),
    content: file.createReadStream(),
    hints: { columns: options.columns, ...(options.unit && { moneyUnit: options.unit }) },
  })
  console.log(columnLines(preview))
  if (!options.yes && process.stdin.isTTY && !(await agrees(options))) return said(importWord(options.language, 'left'), 1)
  await queueImport(ctx, received.id)
  return watch(server, ctx, received.id, options)
}

/** The one that was named, the only one, a new one when there is none, or the sentence that asks which. */
async function workspaceFor(
  server: Server,
  { file, workspace: wanted, unit, language, timeZone, calendar }: ImportOptions,
): Promise<Workspace | string> {
  const all = await listWorkspaces(server.db)
  const [only, second] = wanted === null ? all : all.filter(({ id, name }) => id === wanted || name === wanted)
  if (second) return importWord(language, 'several_workspaces', { name: all.map(({ name, id }) => `${name} (${id})`).join(', ') })
  if (only) return only
  if (wanted !== null && all.length > 0) return importWord(language, 'no_workspace', { name: wanted })
  const sample = file === null
  return createWorkspace(server, {
    name: wanted ?? (sample ? 'Online Retail' : basename(file).replace(/\..*$/, '').slice(0, 100) || 'Shop'),
    language,
    timeZone: timeZone ?? (sample ? SAMPLE.timeZone : 'Asia/Tehran'),
    currency: sample ? SAMPLE.currency : unitOfMoney(unit ?? 'IRR').currency,
    moneyDisplay: 'toman',
    calendar: calendar ?? (language === 'fa' ? 'persian' : 'gregorian'),
    weekStart: language === 'fa' ? 6 : 1,
  })
}

/** Runs the import here, or watches another process run it, and says what came of it. Ctrl-C stops the import. */
async function watch(server: Server, ctx: Ctx, id: string, { language }: ImportOptions): Promise<number> {
  const stop = () => void cancelImport(ctx, id).catch(() => undefined)
  process.on('SIGINT', stop)
  const show = (progress: ImportProgress) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${progressLine(progress, language)}`)
  }
  for (;;) {
    await runQueued(server, ctx.workspace.id, show)
    const { status, result, error, progress } = responseOf(await inTransaction(ctx, (ctx) => importFor(ctx, id)))
    if (progress) show(progress)
    if (status === 'queued' || status === 'running') {
      await new Promise((resolve) => setTimeout(resolve, 500))
      continue
    }
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')
    process.off('SIGINT', stop)
    if (status === 'done' && result) return said(resultLines(result, language), 0)
    if (status === 'cancelled') return said(importWord(language, 'cancelled'), 1)
    return said((error && sentenceOf(refused(error), language)) || importWord(language, 'failed'), 1)
  }
}

function columnLines({ columns, plan }: ImportPreview): string {
  const named = columns.filter(({ role }) => role !== null).map(({ role, heading, index }) => `  ${role}: ${heading ?? `#${index + 1}`}`)
  return [...named, `  ${plan.dateStyle}, ${plan.moneyUnit}`].join('\n')
}

async function agrees({ language }: ImportOptions): Promise<boolean> {
  const asking = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await asking.question(importWord(language, 'ask'))
  asking.close()
  return /^(?:y|yes|بله|آره)$/i.test(answer.trim())
}

function said(text: string, code: number): number {
  if (code === 0) console.log(text)
  else console.error(text)
  return code
}
