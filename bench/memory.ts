import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** In bytes: `pss` counts a page that n processes share as 1/n for each, `rss` counts it whole for everyone. */
export interface Memory {
  readonly pss: number
  readonly rss: number
}

/** What these processes hold together; null where the system does not say (anything but Linux). */
export async function memoryOf(pids: readonly number[]): Promise<Memory | null> {
  try {
    const texts = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/smaps_rollup`, 'utf8')))
    const sum = (field: string) =>
      texts.reduce((all, text) => all + Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0) * 1024, 0)
    return { pss: sum('Pss'), rss: sum('Rss') }
  } catch {
    return null
  }
}

/** The numbers of the embedded server's processes. */
export async function postgresTree(dataFolder: string): Promise<number[]> {
  const [postmaster = ''] = (await readFile(join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')
  const all = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))
  const parents = await Promise.all(all.map(async (pid) => [Number(pid), await parentOf(pid)] as const))
  return [Number(postmaster), ...parents.filter(([, parent]) => parent === Number(postmaster)).map(([pid]) => pid)]
}

async function parentOf(pid: string): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? 0)
}
