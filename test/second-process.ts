import { fork } from 'node:child_process'
import { once } from 'node:events'
import { atEnd, type TestCtx } from './lab.ts'

/** The product in a process of its own on a test's database. */
export interface SecondProcess {
  readonly url: string
  /** As by `kill -9`. */
  readonly kill: () => Promise<void>
}

/** Starts one; it may call this machine. */
export async function startProcess({ server, files }: TestCtx): Promise<SecondProcess> {
  const given = JSON.stringify({ address: server.address, folder: files.folder })
  const child = fork(new URL('intake-child.ts', import.meta.url), [given], { execArgv: [], serialization: 'json' })
  const ended = once(child, 'exit')
  const kill = async () => {
    child.kill('SIGKILL')
    await ended
  }
  atEnd(kill)
  const [url] = await once(child, 'message')
  return { url: String(url), kill }
}
