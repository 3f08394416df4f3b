import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { measureBareCopy } from './bare-copy.ts'
import { cachedShop } from './cached-shop.ts'
import { enliven } from './enliven.ts'
import { measureImport, type MeasuredImport } from './import.ts'
import { ingestTable, measureIngest } from './ingest.ts'
import { measureInsights } from './insights.ts'
import { measurePages, pagesTable } from './pages.ts'
import { count, megabytes, seconds, table } from './table.ts'
import { boot } from '../app/boot.ts'
import { readConfig } from '#core/config'

const PARTS = ['import', 'pages', 'insights', 'messages'] as const

// What is measured, and how to read it, stands in docs/bench.md.
const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '10000000' },
    reads: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '5' },
    only: { type: 'string' },
    named: { type: 'string', default: '' },
    data: { type: 'string' },
  },
})
const orders = Number(values.size)
const reads = Number(values.reads)
const forSeconds = Number(values.seconds)
const parts = PARTS.filter((part) => values.only === undefined || values.only.split(',').includes(part))
if (!Number.isInteger(orders) || orders < 1000 || !Number.isInteger(reads) || reads < 1 || !(forSeconds > 0) || parts.length === 0) {
  console.error(
    'npm run bench -- [--size ORDERS, at least 1000] [--reads TIMES] [--seconds OF-MESSAGES] [--only import,pages,insights,messages] [--named PART-OF-A-PAGE] [--data FOLDER]',
  )
  process.exit(1)
}

console.log(`Node ${process.version}, ${availableParallelism()} cores, ${megabytes(totalmem())} MB, load ${load()}`)
// A data folder of one's own that holds a shop is read as it is, and kept.
const given = values.data
const folder = given ?? (await mkdtemp(join(tmpdir(), 'bazgasht-bench-')))
process.once('SIGINT', () => {
  if (given === undefined) rmSync(folder, { recursive: true, force: true })
  process.exit(130)
})
try {
  if (given === undefined && parts.some((part) => part !== 'messages')) {
    const shop = await cachedShop(orders)
    console.log(`${count(shop.orders)} orders of ${count(shop.customers)} customers in ${shop.path}\n`)
    await benchImport(shop)
  }
  if (parts.includes('pages')) await benchPages()
  if (parts.includes('insights')) await benchInsights()
  if (parts.includes('messages')) await benchMessages()
} finally {
  if (given === undefined) await rm(folder, { recursive: true, force: true })
}

async function benchImport(shop: { readonly path: string; readonly orders: number }): Promise<void> {
  const ground = await boot(readConfig({ BAZGASHT_DATA: folder }), { log: { info: () => undefined, warn: (text) => console.error(text) } })
  try {
    console.log('Importing …')
    const imported = await measureImport(folder, ground.address, shop.path)
    console.log(
      table(
        ['Import', 'seconds'],
        [...imported.stages.map(({ stage, ms }) => [`  ${stage}`, seconds(ms)]), ['whole command', seconds(imported.ms)]],
      ),
    )
    if (parts.includes('import')) await benchCopy(shop, imported)
    if (parts.includes('pages') || parts.includes('insights')) await enliven(ground.address)
  } finally {
    await ground.close()
  }
}

async function benchCopy(shop: { readonly orders: number }, imported: MeasuredImport): Promise<void> {
  const loadOfImport = load()
  console.log('Copying the same orders …\n')
  const bare = await measureBareCopy(folder)
  const ratio = bare.ms / imported.ms
  console.log(
    table(
      ['', 'measured', 'limit'],
      [
        ['import, orders/s', count((shop.orders / imported.ms) * 1000), ''],
        ['bare COPY, orders/s', count((bare.rows / bare.ms) * 1000), ''],
        ['import : bare COPY', ratio.toFixed(2), '≥ 0.25'],
        ['memory of the importing Node process, MB', megabytes(imported.peakBytes), '< 1024'],
        ['load average at the end of each', `${loadOfImport}, ${load()}`, ''],
      ],
    ),
  )
}

async function benchPages(): Promise<void> {
  console.log('Reading pages …\n')
  const { idle, pages } = await measurePages(folder, { reads, named: values.named })
  if (idle) {
    console.log(
      table(
        ['Idle after start, MB', 'Node', 'PostgreSQL', 'together', 'limit'],
        [
          [
            'shared pages counted once (PSS)',
            megabytes(idle.node.pss),
            megabytes(idle.postgres.pss),
            megabytes(idle.node.pss + idle.postgres.pss),
            '< 350',
          ],
          [
            'as top shows it (RSS)',
            megabytes(idle.node.rss),
            megabytes(idle.postgres.rss),
            megabytes(idle.node.rss + idle.postgres.rss),
            '',
          ],
        ],
      ),
    )
  }
  console.log(pagesTable(pages))
  console.log(`load ${load()}`)
}

async function benchInsights(): Promise<void> {
  console.log('Fitting, studying, reading insights …\n')
  await measureInsights(folder, { reads, named: values.named }, (text) => console.log(`${text}load ${load()}\n`))
}

async function benchMessages(): Promise<void> {
  console.log('Sending messages …\n')
  console.log(ingestTable(await measureIngest(forSeconds)))
  console.log(`load ${load()}`)
}

/** Of the last minute. More than the machine has cores means that others were at work as well. */
function load(): string {
  return loadavg()[0]?.toFixed(1) ?? ''
}
