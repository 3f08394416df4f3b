import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { PROJECT_FOLDER } from '#core/config'
import type { Shop } from './shop.ts'

const run = promisify(execFile)

/** Makes a backup while everybody is at work, as somebody at the command line does. Tried again when what it reads from was killed meanwhile. */
export async function backUp({ settings }: Shop, file: string): Promise<number> {
  for (let tries = 1; ; tries += 1) {
    const failure = await bazgasht(['backup', file], settings).then(
      () => null,
      (error: unknown) => error,
    )
    if (failure === null) return tries
    if (tries === 10) throw failure
  }
}

/** Where a restore notes that it was made, once it has compared the table with its checksum. */
const NOTED_IN = 'audit_entries'

/** Restores the backup into a new data folder, backs that up again, and gives a line for each table whose rows are not the same in both. */
export async function restoredOtherwise({ settings }: Shop, folder: string, file: string): Promise<readonly string[]> {
  const { BAZGASHT_SECRET } = settings
  const restored = { BAZGASHT_SECRET: BAZGASHT_SECRET ?? '', BAZGASHT_DATA: join(folder, 'restored') }
  const second = join(folder, 'second.bazgasht')
  await bazgasht(['restore', file], restored)
  await bazgasht(['backup', second, '--without-files'], restored)
  const [before, after] = [await tablesIn(file, restored), await tablesIn(second, restored)]
  const names = new Set([...before.keys(), ...after.keys()]).difference(new Set([NOTED_IN]))
  return [...names].flatMap((name) =>
    before.get(name) === after.get(name) ? [] : [`the backup: ${name} was ${before.get(name)} and is ${after.get(name)}`],
  )
}

/** Rows and checksum of each table in a backup. */
async function tablesIn(file: string, settings: Readonly<Record<string, string>>): Promise<ReadonlyMap<string, string>> {
  const said = await bazgasht(['restore', file, '--verify-only', '--checksums'], settings)
  const lines = said.split('\n').map((line) => line.split('\t'))
  return new Map(lines.flatMap(([name, ...sums]) => (name !== undefined && sums.length === 2 ? [[name, sums.join(' ')] as const] : [])))
}

async function bazgasht(args: readonly string[], settings: Readonly<Record<string, string>>): Promise<string> {
  const env = { PATH: process.env.PATH ?? '', LANG: 'C.UTF-8', ...settings }
  const { stdout } = await run(process.execPath, ['app/cli.ts', ...args], { cwd: PROJECT_FOLDER, env, maxBuffer: 1e8 })
  return stdout
}
