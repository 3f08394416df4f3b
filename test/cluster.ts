import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DbAddress } from '#core/db'
import { startPostgres } from '#core/postgres'
import { UNSAFE_SETTINGS } from '#core/postgres-settings'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** The PostgreSQL of this run: `inject('cluster').address` is the application's role, `.superuser` may make databases. */
    cluster: { readonly address: DbAddress; readonly superuser: DbAddress }
  }
}

/** One PostgreSQL for the whole run, thrown away afterwards. */
export async function setup(project: TestProject) {
  const dataFolder = mkdtempSync(join(tmpdir(), 'bazgasht-test-'))
  const quiet = { info: () => undefined, warn: console.warn }
  const postgres = await startPostgres({ dataFolder, log: quiet, settings: { ...UNSAFE_SETTINGS, max_connections: '200' } })
  project.provide('cluster', { address: postgres.address, superuser: postgres.superuser })
  return async () => {
    await postgres.stop()
    rmSync(dataFolder, { recursive: true, force: true })
  }
}
