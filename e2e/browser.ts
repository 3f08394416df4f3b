import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import chromium, { inflate } from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from '@playwright/test'

/** Beside the installed packages, because /tmp may be small, shared or not executable. */
const FOLDER = join(import.meta.dirname, '..', 'node_modules', '.cache', 'chromium')

/** Starts Chromium; the caller closes it. The program is unpacked once from its package. */
export async function startBrowser(): Promise<Browser> {
  return playwright.launch({ executablePath: await browserPath(), args: ['--no-sandbox'] })
}

/** Where the Chromium program is. From here on this process and its children find the libraries that it needs. */
export async function browserPath(): Promise<string> {
  const program = join(FOLDER, 'chromium')
  if (!existsSync(join(FOLDER, 'al2023'))) await unpack()
  // A bare container has neither fonts nor the libraries for certificates; the package carries both.
  if (spawnSync(program, ['--version']).status !== 0) {
    process.env.LD_LIBRARY_PATH = join(FOLDER, 'al2023', 'lib')
    process.env.FONTCONFIG_PATH = join(FOLDER, 'fonts')
  }
  return program
}

/** The package unpacks into the system's temporary folder, and reads its name from the environment. */
async function unpack(): Promise<void> {
  const before = process.env.TMPDIR
  mkdirSync(FOLDER, { recursive: true })
  process.env.TMPDIR = FOLDER
  await chromium.executablePath()
  await inflate(join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..', 'bin', 'al2023.tar.br'))
  if (before === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = before
}
