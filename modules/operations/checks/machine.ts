import { readFile, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { existsSync } from 'node:fs'
import { freemem, totalmem } from 'node:os'
import type { Finding } from '../api.ts'
import { judgeDisk, judgeInodes, judgeMemory } from '../domain.ts'
import { finding, type Check } from './check.ts'

const WANTED_NODE = 26

/** The version of Node that runs this. */
export const nodeCheck: Check = {
  name: 'node',
  look: () => {
    const version = process.versions.node
    const isOld = Number.parseInt(version) < WANTED_NODE
    return [finding(isOld ? 'bad' : 'ok', 'node', isOld ? 'node_old' : 'node_ok', { version, wanted: WANTED_NODE })]
  },
}

/** Room on the disks of the folders that Bazgasht writes to. */
export const diskCheck: Check = {
  name: 'disk',
  look: async ({ settings }) => {
    const folder = existing(settings.dataFolder)
    const { bavail, blocks, bsize, ffree, files } = await statfs(folder)
    const inodes = judgeInodes(settings.dataFolder, { free: ffree, total: files })
    const space = judgeDisk(settings.dataFolder, { free: bavail * bsize, total: blocks * bsize })
    return [space, ...(inodes ? [inodes] : [])].map((judged) => ({ check: 'disk', ...judged }))
  },
}

/** Memory of the machine, or of the container that holds us. */
export const memoryCheck: Check = {
  name: 'memory',
  look: async (): Promise<Finding[]> => [{ check: 'memory', ...judgeMemory(await memory()) }],
}

/** How much memory there is, and how much of it can be had. A container's limit counts for what it is. */
export async function memory(): Promise<{ readonly total: number; readonly available: number }> {
  const total = totalmem()
  // Zero and numbers beyond the machine's both mean that nothing is limited.
  const limit = process.constrainedMemory()
  const available = await availableOnMachine()
  if (limit === 0 || limit >= total) return { total, available }
  return { total: limit, available: Math.min(available, process.availableMemory()) }
}

/** What the system would give when asked: Linux counts what it only keeps to be quick as free. */
async function availableOnMachine(): Promise<number> {
  const text = await readFile('/proc/meminfo', 'utf8').catch(() => '')
  const kilobytes = /^MemAvailable:\s+(\d+) kB/m.exec(text)?.[1]
  return kilobytes === undefined ? freemem() : Number(kilobytes) * 1024
}

/** The folder, or the nearest one above that is there already. */
export function existing(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : existing(dirname(folder))
}
