// One trial of a program that serves Bazgasht, run by try-package.ts inside a network of its own that holds the loopback address only. Prints what it measured.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

export interface Trial {
  readonly command: readonly string[]
  /** The folder it is started in. */
  readonly folder: string
  /** The home of whoever starts it, where it keeps its data; empty at first. */
  readonly home: string
  /** The number of that account; null for the present one. */
  readonly user: number | null
  /** After how long without a request its memory is measured; 0 for never. */
  readonly idleSeconds: number
  /** What else must end well beside the running server: a name and options of a command each. */
  readonly commands: readonly (readonly string[])[]
}

const START_LIMIT = 180_000
const STOP_LIMIT = 60_000
const PORT = 4791

if (import.meta.main) await tryIt(JSON.parse(process.argv[2] ?? '{}'))

async function tryIt(trial: Trial): Promise<void> {
  spawnSync('ip', ['link', 'set', 'lo', 'up'])
  const first = await start(trial)
  // A crash of ours must not leave a server behind.
  process.on('exit', () => first.server.kill('SIGKILL'))
  if (first.link === null) throw new Error(`no link is printed:\n${first.said()}`)
  await mustShow(first.link, '<!doctype html>')
  await stop(first.server)
  const again = await start(trial)
  process.on('exit', () => again.server.kill('SIGKILL'))
  await wait(trial.idleSeconds * 1000)
  const memory = trial.idleSeconds > 0 ? memoryBelow(again.server.pid ?? 0) : null
  for (const command of trial.commands) runToEnd(trial, command)
  await stop(again.server)
  const { idle, processes, perProcess } = memory ?? {}
  console.log(JSON.stringify({ first: first.seconds, again: again.seconds, idle, processes, perProcess }))
}

/** Until the sign-in page is there. */
async function start(trial: Trial) {
  const began = Date.now()
  const [program = '', ...args] = trial.command
  const server = spawn(program, args, { ...surroundings(trial), stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (bytes) => (text += String(bytes)))
  const said = () => text
  while (!(await shows(`http://127.0.0.1:${PORT}/sign-in`, '<!doctype html>'))) {
    if (server.exitCode !== null || Date.now() - began > START_LIMIT) throw new Error(`it does not start:\n${text}`)
    await wait(50)
  }
  const seconds = (Date.now() - began) / 1000
  while (!text.includes('Bazgasht is ready') && Date.now() - began < START_LIMIT) await wait(50)
  await wait(200)
  return { server, said, seconds, link: /http:\S+\/setup\?token=\S+/.exec(text)?.[0].replace('localhost', '127.0.0.1') ?? null }
}

async function stop(server: ChildProcess): Promise<void> {
  const ended = once(server, 'exit')
  server.kill('SIGTERM')
  await Promise.race([ended, wait(STOP_LIMIT, undefined, { ref: false })])
  const deadline = Date.now() + STOP_LIMIT
  while (Date.now() < deadline && (await shows(`http://127.0.0.1:${PORT}/healthz`, ''))) await wait(100)
  await wait(500)
}

function runToEnd(trial: Trial, args: readonly string[]): void {
  const [program = '', ...first] = trial.command
  const { status, stdout, stderr } = spawnSync(program, [...first, ...args], { ...surroundings(trial), encoding: 'utf8' })
  if (status !== 0) throw new Error(`${args.join(' ')} says ${status}:\n${stdout}${stderr}`)
}

/** Those of somebody outside this project, behind a network that leads nowhere. */
function surroundings({ folder, home, user }: Trial) {
  const proxy = { http_proxy: 'http://127.0.0.1:9', https_proxy: 'http://127.0.0.1:9', no_proxy: '127.0.0.1,localhost' }
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: home, LANG: 'C.UTF-8', LOG_LEVEL: 'warn', PORT: String(PORT), ...proxy }
  return { cwd: folder, env, ...(user ? { uid: user, gid: user } : {}) }
}

async function mustShow(url: string, text: string): Promise<void> {
  if (!(await shows(url, text))) throw new Error(`${url} does not show what it must`)
}

async function shows(url: string, text: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) })
    return answer.ok && (await answer.text()).includes(text)
  } catch {
    return false
  }
}

/** What the process and all that it started hold, memory that several share counted once (proportional set size). */
function memoryBelow(root: number) {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => ({ pid: Number(pid), parent: parentOf(pid) }))
  const family = [root]
  for (const pid of family) family.push(...parents.filter(({ parent }) => parent === pid).map((each) => each.pid))
  const each = family.map((pid) => ({ pid, bytes: pssOf(pid) }))
  return {
    idle: each.reduce((sum, { bytes }) => sum + bytes, 0),
    processes: family.length,
    perProcess: each.map(({ pid, bytes }) => `${(bytes / 1_000_000).toFixed(1).padStart(6)} MB  ${nameOf(pid)}`),
  }
}

function parentOf(pid: string): number {
  // The name stands in brackets and may hold blanks.
  return Number(read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ')[1] ?? 0)
}

function pssOf(pid: number): number {
  return Number(/^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) * 1024
}

function nameOf(pid: number): string {
  return read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').slice(0, 80)
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
