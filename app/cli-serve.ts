import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { serve } from './serve.ts'
import { PROJECT_FOLDER } from '#core/config'
import { IS_PACKAGED } from '#core/packaged'

/** Serves as `npm start` does, interface included; the package holds all that already. */
export async function run(): Promise<number> {
  if (IS_PACKAGED) return serve()
  const { status } = spawnSync(process.execPath, [join(PROJECT_FOLDER, 'scripts', 'ensure.mjs')], { stdio: 'inherit' })
  return status === 0 ? serve() : 1
}
