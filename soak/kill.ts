import { setTimeout as wait } from 'node:timers/promises'
import type { Shop } from './shop.ts'

/** How often each was killed. */
export interface Killed {
  processes: number
  postgres: number
}

const SHORTEST = 4_000
const LONGEST = 8_000
/** PostgreSQL comes back by itself, and everybody has to stand it. */
const POSTGRES_SHARE = 0.08

/** Kills a random process every few seconds, and starts it again, until the signal; all stand when the promise ends. */
export async function keepKilling({ programs, postgresPid }: Shop, killed: Killed, over: AbortSignal): Promise<void> {
  while (await passes(SHORTEST + Math.random() * (LONGEST - SHORTEST), over)) {
    if (Math.random() < POSTGRES_SHARE) {
      process.kill(postgresPid(), 'SIGKILL')
      killed.postgres += 1
      continue
    }
    const program = programs[Math.random() < 0.5 ? 0 : 1]
    await program.kill()
    killed.processes += 1
    await wait(Math.random() * 1_000)
    await program.start()
  }
}

async function passes(milliseconds: number, over: AbortSignal): Promise<boolean> {
  await wait(milliseconds, undefined, { signal: over }).catch(() => undefined)
  return !over.aborted
}
