/**
 * Offline bundles: one archive a platform with Node, PostgreSQL and the application, which starts with `./bazgasht` and no network at all.
 * `npm run bundle`, or `npm run bundle -- linux-arm64 …` for some platforms only. They lie in dist/bundles, each with its SHA-256.
 * The same source gives the same bytes again. Needs GNU tar, and `npm run build:web` before.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { layOutBundle, platformNamed } from './bundle-layout.ts'
import { NODE_PACKAGES } from './bundle-packages.ts'

const ROOT = join(import.meta.dirname, '..')
const OUT = join(ROOT, 'dist', 'bundles')
/** Nothing in an archive is newer than this, so that the day of building leaves no trace. */
const MTIME = '2026-01-01T00:00:00Z'

const all = Object.keys(NODE_PACKAGES)
const wanted = process.argv.slice(2)
const platforms = (wanted.length > 0 ? wanted : all).map((name) => {
  const platform = platformNamed(name)
  if (!platform) throw new Error(`There is no bundle for ${name}, only for ${all.join(', ')}.`)
  return platform
})
must(spawnSync(process.execPath, [join(import.meta.dirname, 'build-package.ts')], { stdio: ['ignore', 2, 2] }), 'build-package')
for (const platform of platforms) {
  const archive = await packed(layOutBundle(platform, OUT))
  const bytes = statSync(archive).size
  console.log(`${archive}  ${(bytes / 1_000_000).toFixed(1)} MB`)
}

/** Makes the archive and its checksum, removes the folder, and gives the archive's path. */
async function packed(folder: string): Promise<string> {
  const tar = `${folder}.tar`
  const name = ['--sort=name', `--mtime=${MTIME}`, '--owner=0', '--group=0', '--numeric-owner', '--mode=u+rwX,go+rX,go-w', '--format=gnu']
  must(
    spawnSync(process.platform === 'darwin' ? 'gtar' : 'tar', [...name, '-cf', tar, '-C', OUT, basename(folder)], { stdio: 'inherit' }),
    'GNU tar',
  )
  rmSync(folder, { recursive: true })
  const archive = `${tar}.gz`
  await pipeline(createReadStream(tar), createGzip({ level: 9 }), createWriteStream(archive))
  rmSync(tar)
  const sum = createHash('sha256').update(readFileSync(archive)).digest('hex')
  writeFileSync(`${archive}.sha256`, `${sum}  ${basename(archive)}\n`)
  return archive
}

function must({ status, error }: { status: number | null; error?: Error }, what: string): void {
  if (status !== 0) throw new Error(`${what} failed${error ? `: ${error.message}` : ''}`)
}
