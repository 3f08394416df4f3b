/**
 * What the README promises somebody who has just cloned: `npm start` serves within two minutes, its link opens, and the report works.
 * Clones the last commit into a temporary folder and tries, as that person would; nothing but packages comes from outside.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** Two minutes are promised on a machine with nothing else to do; this one runs tests besides. */
const FIRST_START_LIMIT = 5 * 60_000
const LATER_LIMIT = 60_000
const ORDERS = 'customer,date,amount\nSara,2026-01-05,10\nSara,2026-02-06,20\nOmid,2026-01-07,15\n'

const folder = mkdtempSync(join(tmpdir(), 'bazgasht-fresh-'))
const clone = join(folder, 'clone')
const port = await freePort()
const env = { ...environment(), PORT: String(port), LANG: 'C.UTF-8', LOG_LEVEL: 'warn' }
try {
  const source = join(import.meta.dirname, '..')
  must(spawnSync('git', ['clone', '--quiet', source, clone], { encoding: 'utf8' }), 'git clone')
  await tryStart('first', FIRST_START_LIMIT)
  await tryStart('later', LATER_LIMIT)
  tryReport()
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}

async function tryStart(which: string, limit: number): Promise<void> {
  const began = Date.now()
  const server = spawn('npm', ['start'], { cwd: clone, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const output of [server.stdout, server.stderr]) output.on('data', (bytes) => (said += String(bytes)))
  try {
    while ((await statusOf(`http://127.0.0.1:${port}/healthz`)) !== 200) {
      if (server.exitCode !== null || Date.now() - began > limit) throw new Error(`the ${which} start does not answer:\n${said}`)
      await wait(50)
    }
    console.log(`${which} start: ${((Date.now() - began) / 1000).toFixed(1)} s to the first answered request`)
    const printed = () => /http:\S+\/setup\?token=\S+(?=\s)/.exec(said)?.[0]
    while (!printed() && Date.now() - began < limit) await wait(50)
    const link = printed()
    if (!link || (await statusOf(link)) !== 200) throw new Error(`the ${which} start prints no link that answers:\n${said}`)
  } finally {
    await stop(server)
  }
}

/** Until its port is free again: then PostgreSQL has stopped as well, for it stops before the process ends. */
async function stop(server: ChildProcess): Promise<void> {
  const ended = server.exitCode === null ? once(server, 'close') : null
  server.kill('SIGTERM')
  await Promise.race([ended, wait(LATER_LIMIT)])
}

function tryReport(): void {
  const file = join(folder, 'orders.csv')
  writeFileSync(file, ORDERS)
  const args = ['run', '--silent', 'bazgasht', '--', 'report', file, '--format', 'json']
  const said = must(spawnSync('npm', args, { cwd: clone, env, encoding: 'utf8', timeout: LATER_LIMIT }), 'the report')
  const { customers, returned } = JSON.parse(said)
  if (customers !== 2 || returned !== 1) throw new Error(`the report says ${said}`)
}

function must({ status, stdout, stderr }: { status: number | null; stdout: string; stderr: string }, what: string): string {
  if (status !== 0) throw new Error(`${what} failed: ${stderr}`)
  return stdout
}

/** That of somebody outside this project: without its Node, its npm settings and its own settings. */
function environment(): NodeJS.ProcessEnv {
  const own = /^(?:npm_|node_env$|bazgasht_|database_url$|host$|vitest)/i
  const kept = Object.entries(process.env).filter(([name]) => !own.test(name))
  const path = (process.env.PATH ?? '').split(delimiter).filter((place) => !place.endsWith(join('node_modules', '.bin')))
  return { ...Object.fromEntries(kept), PATH: path.join(delimiter) }
}

async function statusOf(url: string): Promise<number> {
  return fetch(url, { signal: AbortSignal.timeout(5_000) }).then(
    ({ status }) => status,
    () => 0,
  )
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return address && typeof address === 'object' ? address.port : 0
}
