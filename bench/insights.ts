import { setTimeout as wait } from 'node:timers/promises'
import { boot } from '../app/boot.ts'
import { HOLDINGS } from '../app/holdings.ts'
import { readConfig } from '#core/config'
import type { Ctx } from '#core/context'
import { createServer } from '#core/server'
import { listWorkspaces, systemCtx } from '#modules/workspaces'
import { below, parsed } from './answers.ts'
import { askBoth, comparedTable } from './beside-duck.ts'
import { fitTable, measureFit } from './fit.ts'
import { cuts, DASHBOARDS, PEOPLE } from './insights-list.ts'
import { pagesTable, readPages, type Reading } from './pages.ts'
import { measureSegments, segmentsTable } from './segments.ts'
import { withServer, type Served } from './served.ts'
import { count, table } from './table.ts'

/** A piece of work beside the pages, and how long each of its stages lasted as it said itself, to half a second. */
interface Worked {
  readonly name: string
  readonly ms: number
  readonly stages: readonly { readonly stage: string; readonly ms: number }[]
}

/** Fits, studies and reads a shop as its owner would, then asks DuckDB the same; `tell` hears each table as soon as it is there. */
export async function measureInsights(dataFolder: string, reading: Reading, tell: (text: string) => void): Promise<void> {
  const isAll = reading.named === ''
  if (isAll) tell(fitTable(await withCtx(dataFolder, measureFit)))
  await withServer(dataFolder, async (served) => {
    if (isAll) for (const work of [FIT, STUDY, FIT_AGAIN]) tell(workTable(await worked(served, work)))
    await untilKindsAreCounted(served)
    const segment = await tenthOf(served)
    for (const pages of [DASHBOARDS, cuts(segment), PEOPLE]) tell(pagesTable(await readPages(served.read, pages, reading)))
    if (isAll) tell(comparedTable(await withCtx(dataFolder, (ctx) => askBoth(ctx, served))))
  })
  if (isAll) tell(segmentsTable(await withCtx(dataFolder, measureSegments)))
}

/** The product beside its server, as the command line has it. */
async function withCtx<T>(dataFolder: string, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  const quiet = { info: () => undefined, warn: (text: string) => console.error(text) }
  const ground = await boot(readConfig({ BAZGASHT_DATA: dataFolder }), { log: quiet })
  try {
    const server = await createServer(ground.config, ground.address, HOLDINGS)
    try {
      const [workspace] = await listWorkspaces(server.db)
      if (!workspace) throw new Error('there is no shop')
      return await work(systemCtx(server, workspace))
    } finally {
      await server.close()
    }
  } finally {
    await ground.close()
  }
}

interface Work {
  readonly name: string
  readonly ask: string
  /** Where it says how it stands, and under which name. */
  readonly path: string
  readonly read: (answer: unknown) => Standing
}

interface Standing {
  /** Null once nothing is under way. */
  readonly stage: string | null
  readonly failed: boolean
}

const readFit = (answer: unknown): Standing => ({
  stage: below(answer, 'open') ? String(below(answer, 'open', 'progress', 'stage')) : null,
  failed: Boolean(below(answer, 'failed')),
})

const FIT: Work = { name: 'fit and score everybody', ask: '/api/insights/fits', path: '/api/insights/fits/latest', read: readFit }
const FIT_AGAIN: Work = { ...FIT, name: 'the same again, with few scores to change' }
const STUDY: Work = {
  name: 'study of all orders',
  ask: '/api/insights/studies',
  path: '/api/insights/studies',
  read: (answer) => {
    const state = String(below(answer, 'study', 'state'))
    return { stage: state === 'waiting' || state === 'running' ? state : null, failed: state === 'failed' }
  },
}

/** Asks for the work and watches it to its end. */
async function worked({ read, post }: Served, { name, ask, path, read: standing }: Work): Promise<Worked> {
  const stages = new Map<string, number>()
  await post(ask, {})
  for (let last = performance.now(); ;) {
    const { stage, failed } = standing(parsed(await read(path)))
    if (failed) throw new Error(`${name} failed`)
    if (stage === null) break
    await wait(100)
    const now = performance.now()
    stages.set(stage, (stages.get(stage) ?? 0) + now - last)
    last = now
  }
  const told = [...stages].filter(([stage]) => stage !== 'waiting').map(([stage, ms]) => ({ stage, ms }))
  return { name, ms: told.reduce((sum, { ms }) => sum + ms, 0), stages: told }
}

/** After a fit or a study kinds are counted in the background. */
async function untilKindsAreCounted({ read }: Served): Promise<void> {
  for (let waited = 0; waited < 600; waited++) {
    const answer = parsed(await read('/api/insights/customers'))
    if (below(answer, 'rfm') && below(answer, 'spread')) return
    await wait(500)
  }
  throw new Error('kinds of customers were not counted within five minutes')
}

/** A segment of about a tenth of the customers: the most faithful. */
async function tenthOf({ read, post }: Served): Promise<string> {
  const all = parsed(await read('/api/insights/customers'))
  const goal = Number(below(all, 'all', 'customers')) / 10
  const condition = (least: number) => ({ field: 'purchases', op: 'at_least', value: least })
  const members = async (least: number) =>
    Number(below(parsed(await post('/api/segments/counts', { condition: condition(least) })), 'members'))
  let least = 2
  while ((await members(least)) > goal) least += 1
  return String(below(parsed(await post('/api/segments', { name: `Bench ${Date.now()}`, condition: condition(least) })), 'id'))
}

function workTable({ name, ms, stages }: Worked): string {
  const rows = stages.length > 1 ? stages.map(({ stage, ms }) => [`  ${stage}`, count(ms)]) : []
  return table(['Beside the pages', 'ms'], [[name, count(ms)], ...rows])
}
