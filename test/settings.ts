import { join } from 'node:path'
import type { Config } from '#core/config'

/** Settings of a test: nothing is read from the environment. */
export function testConfig(dataFolder: string): Config {
  return {
    dataFolder,
    backupsFolder: join(dataFolder, 'backups'),
    skipUpgradeBackup: false,
    databaseUrl: null,
    host: '127.0.0.1',
    port: 3000,
    publicUrl: 'http://localhost:3000',
    trustProxy: null,
    metricsPort: null,
    metricsHost: '127.0.0.1',
    metricsToken: null,
    logLevel: 'silent',
    secret: 'a secret that is only used in tests, long enough',
    language: 'en',
    allowPrivate: false,
    smtpUrl: null,
    mailFrom: null,
    development: false,
  }
}
