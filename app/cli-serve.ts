import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { serve } from './serve.ts'
import { PROJECT_FOLDER } from '#core/config'

/** Serves as `npm start` does, interface included. */
export async function run(): Promise<number> {
  const { status } = spawnSync(process.execPath, [join(PROJECT_FOLDER, 'scripts', 'ensure.mjs')], { stdio: 'inherit' })
  return status === 0 ? serve() : 1
}
