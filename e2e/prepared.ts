import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const ROOT = 'BAZGASHT_E2E_PREPARED'
const LIMIT = 180_000

/** Makes the place where this run keeps data folders that several programs begin with; workers inherit its name. Gives how to remove it. */
export function keepPrepared(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'bazgasht-e2e-prepared-'))
  process.env[ROOT] = folder
  return () => rmSync(folder, { recursive: true, force: true })
}

/**
 * Fills `folder` with what `make` leaves in its folder, which happens once a run and name; of several workers who ask, the others wait. Gives what
 * `make` gave.
 */
export async function fromPrepared(name: string, folder: string, make: (folder: string) => Promise<string>): Promise<string> {
  const root = process.env[ROOT]
  if (root === undefined) return make(folder)
  const whole = join(root, name)
  if (!existsSync(whole)) await makeOnce(whole, make)
  // With their owners: the database belongs to an account of its own where root runs the tests.
  const { status, stderr } = spawnSync('cp', ['-a', `${join(whole, 'data')}/.`, folder], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`cp: ${stderr}`)
  return readFileSync(join(whole, 'said'), 'utf8')
}

async function makeOnce(whole: string, make: (folder: string) => Promise<string>): Promise<void> {
  const unfinished = `${whole}.unfinished`
  if (!madeFolder(unfinished)) return waitFor(whole, unfinished)
  try {
    const data = join(unfinished, 'data')
    mkdirSync(data)
    writeFileSync(join(unfinished, 'said'), await make(data))
    renameSync(unfinished, whole)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    throw error
  }
}

async function waitFor(whole: string, unfinished: string): Promise<void> {
  const deadline = Date.now() + LIMIT
  while (!existsSync(whole)) {
    if (!existsSync(unfinished) && !existsSync(whole)) throw new Error(`${whole} could not be prepared`)
    if (Date.now() > deadline) throw new Error(`${whole} is not prepared yet`)
    await wait(50)
  }
}

function madeFolder(folder: string): boolean {
  try {
    mkdirSync(folder)
    return true
  } catch {
    return false
  }
}
