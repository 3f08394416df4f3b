import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { keepPrepared } from './prepared.ts'

/** Before all tests: builds the interface when it is not that of this source, as every start does. Gives what is to be done after them. */
export default function build(): () => void {
  const project = join(import.meta.dirname, '..')
  const { status } = spawnSync(join(project, 'node_modules', '.bin', 'node'), ['scripts/ensure.mjs'], { cwd: project, stdio: 'inherit' })
  if (status !== 0) throw new Error('The interface could not be built')
  return keepPrepared()
}
