import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { PROJECT_FOLDER } from '#core/config'

const START_LIMIT = 180_000

/** One process of the product, at the same port each time it is started. */
export interface Program {
  readonly url: string
  /** Null while it does not run. */
  readonly pid: () => number | null
  /** Everything that it has said on its outputs since it was last started. */
  readonly said: () => string
  readonly start: () => Promise<void>
  /** Ends at once, as by a power cut. */
  readonly kill: () => Promise<void>
  /** Ends as an owner would end it. */
  readonly stop: () => Promise<void>
}

/** A process that is not started yet. */
export async function programWith(settings: Readonly<Record<string, string>>): Promise<Program> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const env = { PATH: process.env.PATH ?? '', LANG: 'C.UTF-8', LOG_LEVEL: 'warn', HOST: '127.0.0.1', PORT: String(port), ...settings }
  let child: ChildProcess | null = null
  let said = ''
  const end = async (signal: NodeJS.Signals) => {
    const running = child
    if (!running || running.exitCode !== null || running.signalCode !== null) return
    const ended = once(running, 'close')
    running.kill(signal)
    await ended
  }
  return {
    url,
    pid: () => (child && child.exitCode === null && child.signalCode === null ? (child.pid ?? null) : null),
    said: () => said,
    start: async () => {
      said = ''
      const started = spawn(process.execPath, ['app/main.ts'], { cwd: PROJECT_FOLDER, env, stdio: ['ignore', 'pipe', 'pipe'] })
      for (const output of [started.stdout, started.stderr]) output.on('data', (bytes) => (said = (said + String(bytes)).slice(-20_000)))
      child = started
      const deadline = Date.now() + START_LIMIT
      while (!said.includes('Bazgasht is ready')) {
        if (started.exitCode !== null) throw new Error(`A process ended by itself:\n${said}`)
        if (Date.now() > deadline) throw new Error(`A process does not start:\n${said}`)
        await wait(25)
      }
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return address && typeof address === 'object' ? address.port : 0
}
