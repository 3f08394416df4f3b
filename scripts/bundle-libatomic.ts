import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Node needs the system's libatomic, which the smallest systems lack, and without a network it cannot be installed there. So a bundle brings along that of
 * the machine that builds it; it is used only where there is none. No other platform's can be had here.
 */
export function bringLibatomic(folder: string): void {
  if (process.platform !== 'linux') return
  const { stdout } = spawnSync('ldd', [process.execPath], { encoding: 'utf8' })
  const found = /libatomic\.so\.1 => (\S+)/.exec(stdout)?.[1]
  if (!found) return
  mkdirSync(join(folder, 'lib'))
  copyFileSync(realpathSync(found), join(folder, 'lib', 'libatomic.so.1'))
  writeFileSync(join(folder, 'lib', 'README.txt'), WHOSE)
}

const WHOSE = `libatomic.so.1 is part of GCC, under the GPL version 3 or later with the GCC Runtime Library
Exception; its source is at https://gcc.gnu.org and with the distribution it was taken from,
unchanged. It is used only where the system has none. You may delete this folder.
`
