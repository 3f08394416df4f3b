import { FILE_TEXTS } from './cli-file-messages.ts'
import { errorText } from '#core/error-words'
import { AppError, type ErrorDetails } from '#core/errors'

export type Language = 'fa' | 'en'

type Text = Readonly<Record<Language, string>>

/** What the terminal says. `{name}` stands for a detail; errors are named by their code. */
const TEXTS: Readonly<Record<string, Text>> = {
  ...FILE_TEXTS,
  ready: { en: 'Bazgasht is ready: {url}', fa: 'بازگشت آماده است: {url}' },
  data_folder: { en: 'Everything is kept in {folder}', fa: 'همه‌چیز در این پوشه نگه داشته می‌شود: {folder}' },
  first_link: {
    en: 'Open this link once to set up your shop: {link}',
    fa: 'برای راه‌اندازی فروشگاه خود این پیوند را یک بار باز کنید: {link}',
  },
  stopping: { en: 'Stopping…', fa: 'در حال توقف…' },
  migrated: { en: 'The database is up to date ({count} new migrations).', fa: 'پایگاه داده به‌روز است ({count} تغییر تازه).' },
  upgrade_backup: {
    en: 'This is a newer version: everything was backed up first, to {path}',
    fa: 'این نسخه تازه‌تر است؛ پیش از تغییر داده‌ها از همه‌چیز پشتیبان گرفته شد: {path}',
  },
  migrate_help: {
    en: 'bazgasht migrate [--status]   brings the database up to date; --status only says what is applied and what is pending (exit code 1)',
    fa: 'bazgasht migrate [--status]   پایگاه داده را به‌روز می‌کند؛ ‎--status فقط می‌گوید چه اعمال شده و چه مانده است (کد خروج 1)',
  },
  migrate_status: {
    en: 'applied {applied}, pending {pending}, unknown {unknown}, changed {changed}',
    fa: 'اعمال‌شده {applied}، مانده {pending}، ناشناخته {unknown}، تغییرکرده {changed}',
  },
  unknown_command: { en: 'There is no command "{name}".', fa: 'دستوری به نام «{name}» نیست.' },
  unexpected: { en: 'Something unexpected happened:', fa: 'خطایی پیش‌بینی‌نشده رخ داد:' },
  'core.port_in_use': {
    en: 'Port {port} on {host} is in use. Stop the other program, or choose another: PORT=3001 npm start',
    fa: 'درگاه {port} روی {host} در دست برنامهٔ دیگری است. آن را ببندید یا درگاه دیگری برگزینید: PORT=3001 npm start',
  },
  'core.port_not_allowed': {
    en: 'Bazgasht may not listen on {host}, port {port} ({reason}). Choose another HOST or PORT.',
    fa: 'بازگشت اجازهٔ گوش دادن به {host} درگاه {port} را ندارد ({reason}). HOST یا PORT دیگری برگزینید.',
  },
  'core.bad_setting': { en: '{name}={value} cannot be used; it takes {wanted}.', fa: '{name}={value} پذیرفتنی نیست؛ مقدار مجاز: {wanted}' },
  'core.setting_twice': {
    en: '{name} and {name}_FILE are both set; keep one of them.',
    fa: '{name} و {name}_FILE هر دو داده شده‌اند؛ یکی را بردارید.',
  },
  'core.secret_file_unreadable': {
    en: '{name}: the file {file} cannot be read ({reason}). Check its name, and whether this account may read it.',
    fa: '{name}: فایل {file} خوانده نمی‌شود ({reason}). نام فایل و دسترسی این کاربر به آن را بررسی کنید.',
  },
  'core.secret_file_empty': {
    en: '{name}: the file {file} is empty.',
    fa: '{name}: فایل {file} خالی است.',
  },
  'core.folder_not_writable': {
    en: 'The data folder {folder} cannot be written ({reason}). Change its rights, or choose another with BAZGASHT_DATA.',
    fa: 'در پوشهٔ داده‌ها {folder} نمی‌توان نوشت ({reason}). دسترسی آن را درست کنید یا با BAZGASHT_DATA پوشهٔ دیگری بدهید.',
  },
  'core.already_running': {
    en: 'Bazgasht is already running on {folder} (process {process}).',
    fa: 'بازگشت هم‌اکنون روی {folder} در حال اجراست (فرایند {process}).',
  },
  'core.database_too_new': {
    en: 'The database was written by a newer Bazgasht (it knows {migration}). Start that version, or restore an older backup.',
    fa: 'پایگاه داده را نسخهٔ تازه‌تری از بازگشت نوشته است ({migration}). همان نسخه را اجرا کنید یا پشتیبان قدیمی‌تری را بازگردانید.',
  },
  'core.migration_changed': {
    en: 'The migration {migration} has changed since it was applied. Start the version that applied it.',
    fa: 'فایل {migration} پس از اجرا تغییر کرده است. نسخه‌ای را اجرا کنید که آن را اعمال کرده بود.',
  },
  'core.database_too_old': {
    en: 'The database is PostgreSQL {version}; Bazgasht needs {wanted} or newer.',
    fa: 'پایگاه داده PostgreSQL {version} است؛ بازگشت به {wanted} یا تازه‌تر نیاز دارد.',
  },
  'core.database_unreachable': {
    en: 'The database cannot be reached ({reason}). Check DATABASE_URL.',
    fa: 'به پایگاه داده نمی‌توان رسید ({reason}). DATABASE_URL را بررسی کنید.',
  },
  'core.no_postgres': {
    en: 'No PostgreSQL comes with Bazgasht for {platform}. Name one of your own with DATABASE_URL.',
    fa: 'برای {platform} همراه بازگشت PostgreSQL نیست. با DATABASE_URL یکی از خودتان را بدهید.',
  },
  'core.no_postgres_account': {
    en: 'PostgreSQL never runs as root, and this system has no other account. Start Bazgasht as another user, or set DATABASE_URL.',
    fa: 'PostgreSQL با کاربر root اجرا نمی‌شود و این سیستم کاربر دیگری ندارد. بازگشت را با کاربر دیگری اجرا کنید یا DATABASE_URL بدهید.',
  },
  'core.postgres_unreachable': {
    en: 'PostgreSQL never runs as root, and no other account may run its programs in {folder}. Start Bazgasht as another user, or set DATABASE_URL.',
    fa: 'PostgreSQL با کاربر root اجرا نمی‌شود و کاربر دیگری به برنامه‌های آن در {folder} دسترسی ندارد. بازگشت را با کاربر دیگری اجرا کنید یا DATABASE_URL بدهید.',
  },
  'core.postgres_busy': {
    en: 'Another process is starting or stopping PostgreSQL in {folder}. Try again in a minute.',
    fa: 'فرایند دیگری در حال راه‌اندازی یا توقف PostgreSQL در {folder} است. یک دقیقهٔ دیگر دوباره بکوشید.',
  },
  'core.postgres_failed': {
    en: 'PostgreSQL does not start: {reason} (see {log})',
    fa: 'PostgreSQL راه نمی‌افتد: {reason} (نگاه کنید به {log})',
  },
  'core.postgres_version': {
    en: 'The data in {folder} is of PostgreSQL {version}, this Bazgasht runs {wanted}. Start the earlier version and move the data by backup.',
    fa: 'داده‌های {folder} از PostgreSQL {version} است و این نسخه {wanted} دارد. نسخهٔ پیشین را اجرا و داده‌ها را با پشتیبان جابه‌جا کنید.',
  },
}

/** The sentence of that name in the language, with its details filled in. */
export function say(language: Language, name: string, details: ErrorDetails = {}): string {
  const text = TEXTS[name]?.[language] ?? `${name} ${JSON.stringify(details)}`
  return text.replace(/\{(\w+)\}/g, (placeholder, key) => String(details[key] ?? placeholder))
}

/** One line for an error that was thrown on purpose; null for a defect, whose stack trace is then worth showing. */
export function sentenceOf(error: unknown, language: Language): string | null {
  if (!(error instanceof AppError)) return null
  return Object.hasOwn(TEXTS, error.code)
    ? say(language, error.code, error.details)
    : (errorText(language, error.code, error.details) ?? error.code)
}
