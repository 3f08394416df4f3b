// What the product must stand for weeks, in minutes: two processes on one database, everybody at work, and a random one of them killed every few
// seconds. `npm run soak`; what is checked stands in docs/soak.md.
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { connectPool } from '#core/db'
import { quickFolder } from '#test/quick-folder'
import type { Actor, Rows } from './actors/actor.ts'
import { importFiles } from './actors/import-files.ts'
import { readPages } from './actors/read-pages.ts'
import { sendMessages } from './actors/send-messages.ts'
import { signInAndOut } from './actors/sign-in.ts'
import { watchPages } from './actors/watch-pages.ts'
import { writeByHand } from './actors/write-by-hand.ts'
import { backUp, restoredOtherwise } from './backup.ts'
import { becomeQuiet, problemsOf } from './check.ts'
import { keepKilling, type Killed } from './kill.ts'
import { grownBy, heldAtEnd, type Watched, watchMemory } from './memory.ts'
import { openShop, type Shop } from './shop.ts'

/** Of the whole time; in the rest nobody is killed, so that memory can be seen to stay. */
const KILLING_SHARE = 0.7
/** Megabytes that a process may gain in the last third of the time without kills; collecting garbage is done when it suits. */
const MAY_GROW = 48
/** A shorter run says how memory went and is no proof of anything: a heap grows for minutes until it is tidied up. */
const LONG_ENOUGH = 15
/** For pages to be told the last of it. */
const ECHO = 5_000

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '30' } } })
const minutes = Number(values.minutes)
if (!(minutes >= 1)) {
  console.error('npm run soak -- [--minutes TIME, at least 1]')
  process.exit(2)
}

const folder = mkdtempSync(join(quickFolder(), 'bazgasht-soak-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
process.once('SIGINT', () => process.exit(130))
console.log(`Node ${process.version}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}; ${minutes} minutes in ${folder}`)
const shop = await openShop(folder)
try {
  process.exitCode = report(await soak(shop))
} finally {
  await shop.close()
}

interface Soaked {
  readonly actors: readonly Actor[]
  readonly killed: Killed
  readonly watched: Watched
  readonly tries: number
  readonly problems: readonly string[]
}

async function soak(shop: Shop): Promise<Soaked> {
  const actors = [sendMessages(), importFiles(), writeByHand(), signInAndOut(), readPages()]
  const watching = watchPages()
  const [working, looking] = [new AbortController(), new AbortController()]
  const pages = watching.work(shop, looking.signal)
  const work = Promise.all(actors.map((actor) => actor.work(shop, working.signal)))
  const file = join(folder, 'backup.bazgasht')
  const killed: Killed = { processes: 0, postgres: 0 }
  const backingUp = wait((minutes * 60_000 * KILLING_SHARE) / 2).then(() => backUp(shop, file))
  const ended = await Promise.race([killThenRest(shop, killed), work.then(() => Promise.reject(new Error('Work ended before its time')))])
  const tries = await backingUp
  working.abort()
  await work
  const pool = connectPool(shop.superuser, 2)
  const rows: Rows = async (query) => (await pool.query(query)).rows
  try {
    await becomeQuiet(rows)
    await wait(ECHO)
    looking.abort()
    await pages
    const all = [...actors, watching]
    const problems = [...(await problemsOf(pool, rows, all)), ...(await restoredOtherwise(shop, folder, file))]
    return { actors: all, killed, watched: ended, tries, problems }
  } finally {
    await pool.end()
  }
}

/** First with kills, then without; gives how memory went in the second part. */
async function killThenRest(shop: Shop, killed: Killed): Promise<Watched> {
  const all = minutes * 60_000
  await keepKilling(shop, killed, AbortSignal.timeout(Math.round(all * KILLING_SHARE)))
  return watchMemory(shop.programs, AbortSignal.timeout(Math.round(all * (1 - KILLING_SHARE))))
}

/** Says how it went; gives the exit code. */
function report({ actors, killed, watched, tries, problems }: Soaked): number {
  const grown = grownBy(watched)
  const all = minutes >= LONG_ENOUGH && grown > MAY_GROW ? [...problems, `a process grew by ${grown.toFixed(0)} MB`] : problems
  const { unanswered, unavailable, tooMany } = shop.again
  console.log(actors.map((actor) => `${actor.name}: ${actor.done()}`).join('\n'))
  console.log(`killed: ${killed.processes} times a process, ${killed.postgres} times PostgreSQL; backup at try ${tries}`)
  console.log(`asked again: ${unanswered} times without an answer, ${unavailable} times after a 5xx, ${tooMany} times after a 429`)
  console.log(`memory: ${heldAtEnd(watched).join(' and ')} MB, grown by ${grown.toFixed(1)} MB in the last third`)
  console.log(all.length === 0 ? 'nothing acknowledged was lost or doubled' : all.join('\n'))
  return all.length === 0 ? 0 : 1
}
