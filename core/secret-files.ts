import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { invalid } from '#core/errors'

type Environment = Readonly<Record<string, string | undefined>>

/** Settings that are secret. Each may be named by a file instead, as NAME_FILE, so that it stands in no list of processes and in no unit. */
const SECRET_SETTINGS = ['DATABASE_URL', 'BAZGASHT_SECRET', 'SMTP_URL', 'METRICS_TOKEN'] as const

/** The same environment with the content of each NAME_FILE as NAME. Throws a sentence for one that is set twice, cannot be read or is empty. */
export function withSecretFiles(env: Environment): Environment {
  const read = SECRET_SETTINGS.flatMap((name): [string, string][] => {
    const file = env[`${name}_FILE`]
    if (!file) return []
    if (env[name]) throw invalid('core.setting_twice', { name })
    return [[name, contentOf(name, file)]]
  })
  return { ...env, ...Object.fromEntries(read) }
}

/** The files of secrets that stand in the settings, with the one that Bazgasht makes by itself. */
export function secretFiles(dataFolder: string, env: Environment): string[] {
  return [...SECRET_SETTINGS.flatMap((name) => env[`${name}_FILE`] || []), join(dataFolder, 'secret')]
}

/** Those of the files that every account of the machine may read. A file that is not there is nobody's. */
export function openToOthers(files: readonly string[]): string[] {
  return files.filter((file) => ((statSync(file, { throwIfNoEntry: false })?.mode ?? 0) & 0o004) !== 0)
}

/** Editors and `echo` end a file with a line break, which is no part of the secret. */
function contentOf(name: string, file: string): string {
  const text = readable(name, file).replace(/(?:\r?\n)+$/, '')
  if (text === '') throw invalid('core.secret_file_empty', { name: `${name}_FILE`, file })
  return text
}

function readable(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw invalid('core.secret_file_unreadable', { name: `${name}_FILE`, file, reason })
  }
}
