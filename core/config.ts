import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join, resolve } from 'node:path'
import { invalid } from '#core/errors'
import { dataFolderOfPackage, IS_PACKAGED } from '#core/packaged'
import { openToOthers, secretFiles, withSecretFiles } from '#core/secret-files'
import { readTrustedProxies, type TrustedProxies } from '#core/trusted-proxy'

/** The folder that holds package.json. */
export const PROJECT_FOLDER = resolve(import.meta.dirname, '..')

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** Everything that can be set from outside. Each field names its variable and what holds without it. */
export interface Settings {
  /** BAZGASHT_DATA: everything Bazgasht keeps lies below this folder. In a clone a relative path counts from the project's folder, default `data`; in a package from the current folder, default `~/.local/share/bazgasht`. */
  readonly dataFolder: string
  /** BAZGASHT_BACKUPS: where scheduled backups are written, and the ones before upgrades; another disk is best. A relative path counts like BAZGASHT_DATA. Default `backups` in the data folder. */
  readonly backupsFolder: string
  /** BAZGASHT_SKIP_UPGRADE_BACKUP=1: a newer version changes the data without making a backup first. */
  readonly skipUpgradeBackup: boolean
  /** DATABASE_URL or DATABASE_URL_FILE: a PostgreSQL 18 of one's own. Without it Bazgasht runs its own, inside the data folder. */
  readonly databaseUrl: string | null
  /** HOST: the address to listen on. Default 127.0.0.1, this machine only; 0.0.0.0 lets other machines in. */
  readonly host: string
  /** PORT: the port to listen on. Default 3000; 0 takes any free one. */
  readonly port: number
  /** BAZGASHT_URL: the address people type, when a proxy or a domain stands before it. Default `http://localhost:PORT`. */
  readonly publicUrl: string | null
  /** TRUST_PROXY: whose X-Forwarded-* headers are believed: how many proxies stand in a row before Bazgasht (`1`), or their addresses and ranges with commas between (`loopback, 10.0.0.0/8`). Default nobody's. */
  readonly trustProxy: TrustedProxies | null
  /** METRICS_PORT: a port of its own for /metrics, for Prometheus. Without it, and without METRICS_TOKEN, there is no /metrics. */
  readonly metricsPort: number | null
  /** METRICS_HOST: the address that METRICS_PORT listens on. Default 127.0.0.1. */
  readonly metricsHost: string
  /** METRICS_TOKEN or METRICS_TOKEN_FILE: opens /metrics to who sends it as a bearer token, at least 16 characters; on the main port when there is no METRICS_PORT. */
  readonly metricsToken: string | null
  /** LOG_LEVEL: how much is logged: fatal, error, warn, info, debug, trace or silent. Default info; warn while testing. */
  readonly logLevel: LogLevel
  /** BAZGASHT_SECRET or BAZGASHT_SECRET_FILE: signs sessions, at least 32 characters. Without it one is made and kept in the data folder. */
  readonly secret: string | null
  /** BAZGASHT_LANG, else LC_ALL, LC_MESSAGES or LANG: the language of what the terminal says. Persian when it begins with `fa`. */
  readonly language: 'fa' | 'en'
  /** BAZGASHT_ALLOW_PRIVATE=1: lets webhooks and shops stand on this machine or in its network, without encryption too. */
  readonly allowPrivate: boolean
  /** SMTP_URL or SMTP_URL_FILE: the server that takes our e-mails, `smtps://user:password@mail.example` or `smtp://…:587`. Without it nothing is mailed. */
  readonly smtpUrl: string | null
  /** MAIL_FROM: who e-mails come from, `Shop <hello@shop.example>`; needed with SMTP_URL. */
  readonly mailFrom: string | null
  /** NODE_ENV=development: shows the kit page and answers with the reasons of errors. */
  readonly development: boolean
}

/** Settings whose secret is known. */
export type Config = Settings & { readonly secret: string }

type Environment = Readonly<Record<string, string | undefined>>

/** The settings that the environment asks for. The only reader of environment variables; throws `core.bad_setting` on a bad value. */
export function readConfig(given: Environment = process.env): Settings {
  const env = withSecretFiles(given)
  const port = readPort('PORT', env.PORT) ?? 3000
  return {
    dataFolder: dataFolderIn(env),
    backupsFolder: backupsFolderIn(env),
    skipUpgradeBackup: readSwitch('BAZGASHT_SKIP_UPGRADE_BACKUP', env.BAZGASHT_SKIP_UPGRADE_BACKUP),
    databaseUrl: env.DATABASE_URL ? readUrl('DATABASE_URL', env.DATABASE_URL, ['postgres:', 'postgresql:']) : null,
    host: env.HOST || '127.0.0.1',
    port,
    publicUrl: readPublicUrl(env.BAZGASHT_URL, port),
    trustProxy: readTrust(env.TRUST_PROXY),
    metricsPort: readPort('METRICS_PORT', env.METRICS_PORT),
    metricsHost: env.METRICS_HOST || '127.0.0.1',
    metricsToken: env.METRICS_TOKEN ? readSecret('METRICS_TOKEN', env.METRICS_TOKEN, 16) : null,
    logLevel: readLogLevel(env),
    secret: env.BAZGASHT_SECRET ? readSecret('BAZGASHT_SECRET', env.BAZGASHT_SECRET, 32) : null,
    language: languageOf(env),
    ...readMail(env),
    allowPrivate: readSwitch('BAZGASHT_ALLOW_PRIVATE', env.BAZGASHT_ALLOW_PRIVATE),
    development: env.NODE_ENV === 'development',
  }
}

/** The files of secrets that other accounts of this machine may read. */
export function openSecrets({ dataFolder }: Pick<Settings, 'dataFolder'>, env: Environment = process.env): string[] {
  return openToOthers(secretFiles(dataFolder, env))
}

/** The folder from which `npm run bazgasht` was called, so that relative file names mean what the caller meant; null when npm did not start us. */
export function folderOfCaller(env: Environment = process.env): string | null {
  return env.npm_lifecycle_event === 'bazgasht' && env.INIT_CWD ? env.INIT_CWD : null
}

/** Whether one of package.json's scripts started this process. */
export function startedByNpm(env: Environment = process.env): boolean {
  return env.npm_lifecycle_event !== undefined
}

/** The language of the terminal, known even when other settings are wrong. */
export function languageOf(env: Environment = process.env): 'fa' | 'en' {
  const wanted = env.BAZGASHT_LANG || env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return wanted.toLowerCase().startsWith('fa') ? 'fa' : 'en'
}

/** The same settings with a secret: the one that was set, else the one kept in the data folder, made at the first start. */
export function withSecret(settings: Settings): Config {
  if (settings.secret) return { ...settings, secret: settings.secret }
  const file = join(settings.dataFolder, 'secret')
  // A crash may have left it empty.
  if (!existsSync(file) || readFileSync(file, 'utf8').trim().length < 32) {
    mkdirSync(settings.dataFolder, { recursive: true, mode: 0o700 })
    writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 })
  }
  return { ...settings, secret: readFileSync(file, 'utf8').trim() }
}

function dataFolderIn({ BAZGASHT_DATA, XDG_DATA_HOME }: Environment): string {
  return IS_PACKAGED
    ? dataFolderOfPackage({ given: BAZGASHT_DATA, dataHome: XDG_DATA_HOME })
    : resolve(PROJECT_FOLDER, BAZGASHT_DATA || 'data')
}

function backupsFolderIn(env: Environment): string {
  const { BAZGASHT_BACKUPS: folder } = env
  if (!folder) return join(dataFolderIn(env), 'backups')
  return IS_PACKAGED ? resolve(folder) : resolve(PROJECT_FOLDER, folder)
}

function readPort(name: string, text: string | undefined): number | null {
  if (!text) return null
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535) throw badSetting(name, text, '0–65535')
  return port
}

function readTrust(text: string | undefined): TrustedProxies | null {
  const trusted = readTrustedProxies(text)
  if (trusted === undefined) throw badSetting('TRUST_PROXY', text ?? '', '1–10; 127.0.0.1, 10.0.0.0/8, loopback, linklocal, uniquelocal')
  return trusted
}

function readUrl(name: string, text: string, protocols: readonly string[]): string {
  const wanted = `${protocols.join(' / ')}//…`
  // The value may hold a password, so it is not repeated.
  if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol)) throw badSetting(name, '…', wanted)
  return text
}

function readPublicUrl(text: string | undefined, port: number): string | null {
  if (text) return readUrl('BAZGASHT_URL', text, ['http:', 'https:']).replace(/\/+$/, '')
  return port === 0 ? null : `http://localhost:${port}`
}

function readLogLevel(env: Environment): LogLevel {
  const text = env.LOG_LEVEL
  if (!text) return env.NODE_ENV === 'test' ? 'warn' : 'info'
  const level = LOG_LEVELS.find((each) => each === text)
  if (!level) throw badSetting('LOG_LEVEL', text, LOG_LEVELS.join(', '))
  return level
}

function readSwitch(name: string, text: string | undefined): boolean {
  if (!text || text === '0') return false
  if (text !== '1') throw badSetting(name, text, '0, 1')
  return true
}

function readMail({ SMTP_URL, MAIL_FROM }: Environment): Pick<Settings, 'smtpUrl' | 'mailFrom'> {
  if (!SMTP_URL) return { smtpUrl: null, mailFrom: MAIL_FROM || null }
  if (!MAIL_FROM?.includes('@')) throw badSetting('MAIL_FROM', MAIL_FROM ?? '', 'Shop <hello@shop.example>')
  return { smtpUrl: readUrl('SMTP_URL', SMTP_URL, ['smtp:', 'smtps:']), mailFrom: MAIL_FROM }
}

function readSecret(name: string, text: string, least: number): string {
  if (text.length < least) throw badSetting(name, '…', `≥ ${least}`)
  return text
}

function badSetting(name: string, value: string, wanted: string) {
  return invalid('core.bad_setting', { name, value, wanted })
}
