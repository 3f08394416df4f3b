import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { COMPILED } from '#test/quick-folder'

const PROJECT = join(import.meta.dirname, '..')
const START_LIMIT = 90_000
const STOP_LIMIT = 15_000

/** The real program, serving on a free port from a data folder of its own. */
export interface Program {
  readonly url: string
  /** Where its owner begins: at the one-time link that it printed, or where there is an owner already, at its address. */
  readonly link: string
  readonly folder: string
  /** Ends the program, its PostgreSQL with it. */
  readonly end: () => Promise<void>
  /** The same, and removes the folder. */
  readonly stop: () => Promise<void>
}

/** A folder for a program's data. */
export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'bazgasht-e2e-'))
}

/** Starts the program as `npm start` does; resolves when it has said where to begin. */
export async function startProgram(folder: string, hasOwner = false): Promise<Program> {
  const node = join(PROJECT, 'node_modules', '.bin', 'node')
  // Receivers and shops of tests stand on this machine.
  const own = { HOST: '127.0.0.1', PORT: '0', BAZGASHT_DATA: folder, BAZGASHT_ALLOW_PRIVATE: '1' }
  const env = { PATH: process.env.PATH, LANG: 'C.UTF-8', LOG_LEVEL: 'warn', NODE_COMPILE_CACHE: COMPILED, ...own }
  const child = spawn(node, ['app/main.ts'], { cwd: PROJECT, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(child, 'close')
  // A test run that is interrupted tears nothing down.
  process.once('exit', () => child.kill('SIGTERM'))
  const end = async () => {
    child.kill('SIGTERM')
    const timer = setTimeout(() => kill(child.pid, postgresOf(folder)), STOP_LIMIT)
    await ended
    clearTimeout(timer)
  }
  const stop = async () => {
    await end()
    rmSync(folder, { recursive: true, force: true })
  }
  const link = await new Promise<string>((resolve, reject) => {
    let said = ''
    const hear = (bytes: Buffer) => {
      said += bytes.toString()
      const found = (hasOwner ? /(?<=Bazgasht is ready: )\S+/ : /https?:\/\/\S+\/setup\?token=\S+/).exec(said)
      if (found) resolve(found[0])
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    void ended.then(() => reject(new Error(`The program ended: ${said}`)))
    setTimeout(() => reject(new Error(`The program did not start: ${said}`)), START_LIMIT).unref()
  })
  return { url: new URL(link).origin, link, folder, end, stop }
}

/** A program that did not stop when asked, and the PostgreSQL that it would leave behind. */
function kill(...processes: readonly (number | null | undefined)[]): void {
  for (const id of processes) if (id) process.kill(id, 'SIGKILL')
}

function postgresOf(folder: string): number | null {
  try {
    return Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n', 1)[0])
  } catch {
    return null
  }
}
