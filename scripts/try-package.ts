/**
 * What is promised of the package and the offline bundle, tried for real: each starts in an empty folder with the network cut off, as root and as a normal
 * user, shows the page, starts again, passes its own examination, and is small when idle. `npm run try-package`; with `--quick` only what takes no
 * registry, no archive and no minute of idling. Cutting the network off takes root on Linux; elsewhere only proxies that lead nowhere are set.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { layOutBundle, ownPlatform } from './bundle-layout.ts'
import { unwantedIn } from './package-contents.ts'
import { type Trial } from './try-start.ts'

const ROOT = join(import.meta.dirname, '..')
const IDLE_LIMIT = 350_000_000
const IDLE_SECONDS = 60
/** The account that has nothing. */
const NOBODY = 65_534

const ORDERS = 'customer,date,amount\nSara,2026-01-05,10\nSara,2026-02-06,20\nOmid,2026-01-07,15\n'

const quick = process.argv.includes('--quick')
const isRoot = process.getuid?.() === 0
const cutOff = isRoot && spawnSync('unshare', ['--net', '--', 'true']).status === 0
const platform = ownPlatform()
if (!platform) throw new Error('there are no bundles for this platform')
// Not the usual temporary folder: a program started as a normal user must be able to enter every folder above it.
const folder = mkdtempSync('/var/tmp/bazgasht-try-')
chmodSync(folder, 0o755)
console.log(cutOff ? 'the network is cut off' : 'the network is not cut off here, only proxies that lead nowhere are set')
try {
  const tarball = packedTarball()
  const bundle = quick ? layOutBundle(platform, folder) : unpackedBundle(platform)
  refuseUnwanted(filesIn(bundle), 'the bundle')
  tryOut('bundle', [join(bundle, 'bazgasht')])
  if (!quick) tryOut('npm package', ['npx', '--offline', 'bazgasht'], installed(tarball))
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}

function tryOut(what: string, command: string[], place?: string): void {
  for (const user of isRoot ? [0, NOBODY] : [null]) {
    if (quick && user === 0) continue
    const home = join(folder, `home-${what.replace(' ', '-')}-${user}`)
    mkdirSync(home)
    if (user !== null) chownSync(home, user, user)
    const trial: Trial = { command, folder: place ?? home, home, user, idleSeconds: quick ? 0 : IDLE_SECONDS, commands: commandsIn(home) }
    const inside = [process.execPath, join(import.meta.dirname, 'try-start.ts'), JSON.stringify(trial)]
    const [program = '', ...args] = cutOff ? ['unshare', '--net', '--', ...inside] : inside
    const said = JSON.parse(output(program, args, ROOT))
    const name = `${what}, as ${user === 0 ? 'root' : user === null ? 'this user' : 'a normal user'}`
    console.log(
      `${name}: page after ${said.first} s, again after ${said.again} s${said.idle ? `, idle ${megabytes(said.idle)} in ${said.processes} processes` : ''}`,
    )
    for (const line of said.perProcess ?? []) console.log(`    ${line}`)
    if (said.idle > IDLE_LIMIT) throw new Error(`${name}: more than ${megabytes(IDLE_LIMIT)} when idle`)
  }
}

/** Each goes through other parts of the program: threads, words, the sample shop, migrations. */
function commandsIn(home: string): string[][] {
  const orders = join(home, 'orders.csv')
  writeFileSync(orders, ORDERS)
  chmodSync(orders, 0o644)
  // The first import makes the workspace, in its own currency.
  const first = quick ? ['import', orders, '--yes'] : ['import', '--sample', '--yes']
  return [['doctor'], ['report', orders], first, ['user', 'list'], ['backup', join(home, 'everything.backup')], ['migrate']]
}

function unpackedBundle(platform: string): string {
  output(process.execPath, [join(import.meta.dirname, 'bundle.ts'), platform], ROOT)
  const [archive = ''] = readdirSync(join(ROOT, 'dist', 'bundles')).filter((name) => name.endsWith(`${platform}.tar.gz`))
  output('tar', ['-xzf', join(ROOT, 'dist', 'bundles', archive), '-C', folder], folder)
  return join(folder, archive.replace('.tar.gz', ''))
}

/** Made as anybody makes it, and looked into. */
function packedTarball(): string {
  const [packed] = JSON.parse(output('npm', ['pack', '--json', '--loglevel=error', '--pack-destination', folder], ROOT))
  refuseUnwanted(
    packed.files.map(({ path }: { path: string }) => path),
    'the package',
  )
  console.log(`npm package: ${megabytes(packed.size)} packed, ${packed.files.length} files`)
  return join(folder, packed.filename)
}

function installed(tarball: string): string {
  const place = join(folder, 'installed')
  mkdirSync(place)
  output('npm', ['install', '--prefix', place, '--no-audit', '--no-fund', '--loglevel=error', tarball], place)
  return place
}

function filesIn(folder: string): string[] {
  return readdirSync(join(folder, 'program'), { recursive: true, encoding: 'utf8' })
}

function refuseUnwanted(files: readonly string[], what: string): void {
  const unwanted = unwantedIn(files)
  if (unwanted.length > 0) throw new Error(`${what} holds what nobody needs:\n${unwanted.join('\n')}`)
}

function output(program: string, args: string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 26 })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed: ${stdout}${stderr}`)
  return stdout
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
