import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { COMPILED } from './quick-folder.ts'
import { PROJECT_FOLDER } from '#core/config'

/** A real process of the product. */
export interface Started {
  readonly child: ChildProcess
  /** All that it has said so far, on both outputs. */
  readonly said: () => string
  /** Its exit code, once it ends. */
  readonly ended: Promise<number | null>
}

/** A data folder of its own, with whatever PostgreSQL still runs there ended after the test. */
export function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bazgasht-start-'))
  onTestFinished(async () => {
    const pid = postgresPid(folder)
    if (pid && isAlive(pid)) process.kill(pid, 'SIGQUIT')
    await eventually(() => !pid || !isAlive(pid))
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

/** Runs a file of the product on this Node with these settings and nothing of the caller's. */
export function run(args: readonly string[], settings: Readonly<Record<string, string>>): Started {
  const env = { PATH: process.env.PATH ?? '', LANG: 'C.UTF-8', LOG_LEVEL: 'warn', NODE_COMPILE_CACHE: COMPILED, ...settings }
  const child = spawn(process.execPath, args, { cwd: PROJECT_FOLDER, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  for (const output of [child.stdout, child.stderr]) output.on('data', (bytes) => (text += String(bytes)))
  onTestFinished(() => void child.kill('SIGKILL'))
  return { child, said: () => text, ended: once(child, 'close').then(([code]) => code) }
}

/** A server that answers, and where. */
export async function serve(folder: string, settings: Readonly<Record<string, string>> = {}): Promise<Started & { readonly url: string }> {
  const port = await freePort()
  const started = run(['app/main.ts'], { BAZGASHT_DATA: folder, PORT: String(port), ...settings })
  await eventually(() => started.said().includes('Bazgasht is ready') || started.child.exitCode !== null)
  if (started.child.exitCode !== null) throw new Error(started.said())
  return { ...started, url: `http://127.0.0.1:${port}` }
}

/** The status with which it answers, 0 when it does not. */
export async function statusOf(url: string): Promise<number> {
  return fetch(url).then(
    (answer) => answer.status,
    () => 0,
  )
}

/** The number of the PostgreSQL that wrote its name into the data folder, null when none did. */
export function postgresPid(folder: string): number | null {
  try {
    return Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n', 1)[0])
  } catch {
    return null
  }
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Waits until it holds; throws when it does not within a minute. */
export async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('it never came to hold')
    await wait(20)
  }
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return address && typeof address === 'object' ? address.port : 0
}
