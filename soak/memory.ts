import { readFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import type { Program } from './program.ts'

/** What each process held, in bytes, as often as it was looked at. */
export interface Watched {
  readonly bytes: readonly number[][]
}

const EVERY = 2_000
const MEGABYTE = 1024 ** 2

/** Looks at the memory of each process until the signal. */
export async function watchMemory(programs: readonly Program[], over: AbortSignal): Promise<Watched> {
  const bytes: number[][] = programs.map(() => [])
  while (!over.aborted) {
    for (const [at, program] of programs.entries()) {
      const held = await residentOf(program.pid())
      if (held !== null) bytes[at]?.push(held)
    }
    await wait(EVERY, undefined, { signal: over }).catch(() => undefined)
  }
  return { bytes }
}

/**
 * By how much the last third of the time holds more than the middle third, in megabytes, for the process that grew most: the least of each, because
 * files that come in and studies of orders take a lot for a while. The first third is for growing up.
 */
export function grownBy({ bytes }: Watched): number {
  return Math.max(...bytes.map((all) => (Math.min(...all.slice(-Math.ceil(all.length / 3))) - Math.min(...thirdOf(all))) / MEGABYTE))
}

/** What the processes hold at the end, in megabytes each. */
export function heldAtEnd({ bytes }: Watched): readonly number[] {
  return bytes.map((all) => Math.round((all.at(-1) ?? 0) / MEGABYTE))
}

const thirdOf = (all: readonly number[]) => all.slice(Math.floor(all.length / 3), Math.floor((2 * all.length) / 3))

async function residentOf(pid: number | null): Promise<number | null> {
  if (pid === null) return null
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(status)?.[1]
  return kilobytes === undefined ? null : Number(kilobytes) * 1024
}
