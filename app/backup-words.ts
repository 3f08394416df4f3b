import type { Language } from '#pure/numbers'
import { filled } from '#pure/text'

/** What `bazgasht backup --help` says. */
export const BACKUP_HELP: Readonly<Record<Language, string>> = {
  en: `bazgasht backup FILE   writes everything into one file: the database as it is at this moment, uploaded files, the secret

  --force           replaces FILE if it exists
  --without-files   leaves uploaded files out
  --lang fa|en

Works beside a running server or without one. FILE can be read by its owner only, and holds everything: keep it like a key.

Exit code 0: the file is whole and on the disk. 1: there is no such file. 2: the command line cannot be followed.`,
  fa: `bazgasht backup FILE   همه‌چیز را در یک فایل می‌نویسد: پایگاه داده به همان شکلی که در این لحظه است، فایل‌های بارگذاری‌شده و رمز نصب

  ‎--force           اگر FILE از پیش هست، جایش را می‌گیرد
  ‎--without-files   بدون فایل‌های بارگذاری‌شده
  ‎--lang fa|en

کنار سرور روشن یا بدون آن کار می‌کند. FILE را فقط صاحبش می‌تواند بخواند و همه‌چیز در آن است؛ مانند کلید از آن نگهداری کنید.

کد خروج 0: فایل کامل است و روی دیسک نشسته. 1: چنین فایلی ساخته نشد. 2: دستور خوانده نشد.`,
}

/** What `bazgasht restore --help` says. */
export const RESTORE_HELP: Readonly<Record<Language, string>> = {
  en: `bazgasht restore FILE   brings a backup back, into the data folder (BAZGASHT_DATA) or your own database (DATABASE_URL)

  --verify-only     only checks FILE, and says what it holds
  --checksums       with --verify-only: every table with its rows and SHA-256
  --replace         replaces the shop that stands there; a backup of it is made first, in the backups folder
  --without-secret  goes on without the secret that the backup was made with: keys of shops, webhooks and second factors have to be set again
  --as-it-was       does not bring the data up to this version: for an earlier version to start on
  --lang fa|en

The whole file is checked before anything is touched. The server must not run. Everybody signs in again afterwards.

Exit code 0: done. 1: refused, and nothing was changed. 2: the command line cannot be followed.`,
  fa: `bazgasht restore FILE   پشتیبان را برمی‌گرداند؛ در پوشهٔ داده‌ها (BAZGASHT_DATA) یا پایگاه دادهٔ خودتان (DATABASE_URL)

  ‎--verify-only     فقط FILE را بررسی می‌کند و می‌گوید چه در آن است
  ‎--checksums       همراه ‎--verify-only: هر جدول با شمار سطرها و SHA-256 آن
  ‎--replace         جای فروشگاهی را که آنجاست می‌گیرد؛ پیش از آن از همان فروشگاه پشتیبانی در پوشهٔ پشتیبان‌ها ساخته می‌شود
  ‎--without-secret  بدون رمزی که پشتیبان با آن ساخته شده ادامه می‌دهد؛ کلید فروشگاه‌ها، وب‌هوک‌ها و ورود دومرحله‌ای را باید دوباره تنظیم کنید
  ‎--as-it-was       داده‌ها را به این نسخه نمی‌رساند؛ برای وقتی که نسخهٔ پیشین روی آن اجرا می‌شود
  ‎--lang fa|en

پیش از هر تغییری کل فایل بررسی می‌شود. سرور باید خاموش باشد. پس از آن همه باید دوباره وارد شوند.

کد خروج 0: انجام شد. 1: پذیرفته نشد و چیزی تغییر نکرد. 2: دستور خوانده نشد.`,
}

const WORDS = {
  writing: { en: '{share} %  {part}', fa: '{share}٪  {part}' },
  checking: { en: 'Checking the file: {share} %  {part}', fa: 'بررسی فایل: {share}٪  {part}' },
  loading: { en: 'Loading: {share} %  {part}', fa: 'بارگذاری: {share}٪  {part}' },
  comparing: { en: 'Comparing with the checksums: {share} %  {part}', fa: 'مقایسه با چک‌سام‌ها: {share}٪  {part}' },
  building: { en: 'Building indexes: {share} %  {part}', fa: 'ساختن نمایه‌ها: {share}٪  {part}' },
  written: {
    en: '{file}: {size}, {tables} tables, {rows} rows, {files} files. SHA-256 {checksum}',
    fa: '{file}: {size}، {tables} جدول، {rows} سطر، {files} فایل. SHA-256 {checksum}',
  },
  sound: {
    en: '{file} is whole: made at {at} by version {version}, {workspaces} workspaces, {size}, {tables} tables, {rows} rows, {files} files. SHA-256 {checksum}',
    fa: '{file} سالم است: ساختهٔ {at} با نسخهٔ {version}، {workspaces} فضای کار، {size}، {tables} جدول، {rows} سطر، {files} فایل. SHA-256 {checksum}',
  },
  holds_secret: {
    en: 'The file holds the installation’s secret and everybody’s data: keep it where only you can read it.',
    fa: 'رمز نصب و دادهٔ همه در این فایل است؛ آن را جایی نگه دارید که فقط خودتان بتوانید بخوانید.',
  },
  needs_secret: {
    en: 'The secret was set from outside (BAZGASHT_SECRET) and is not in the file: keep it too, a restore needs it.',
    fa: 'رمز نصب از بیرون داده شده است (BAZGASHT_SECRET) و در فایل نیست؛ آن را هم نگه دارید، برای بازگرداندن لازم است.',
  },
  restored: {
    en: 'Restored: {tables} tables with {rows} rows, each with the checksum that the file recorded; {files} files. Start the server now: npm start',
    fa: 'بازگردانده شد: {tables} جدول با {rows} سطر، همه برابر با چک‌سام‌های فایل؛ {files} فایل. اکنون سرور را روشن کنید: npm start',
  },
  brought_up: {
    en: 'The backup was of an earlier version; {count} migrations were applied.',
    fa: 'پشتیبان از نسخهٔ پیشین بود؛ {count} تغییر تازه اعمال شد.',
  },
  saved_before: { en: 'What stood there was backed up first: {file}', fa: 'از آنچه آنجا بود پیش‌تر پشتیبان گرفته شد: {file}' },
  left: { en: 'Stopped; nothing of it stays.', fa: 'متوقف شد و چیزی از آن نماند.' },
} as const satisfies Record<string, Readonly<Record<Language, string>>>

export type BackupWord = keyof typeof WORDS

/** The sentence of that name with its details filled in. */
export function backupWord(language: Language, name: BackupWord, details: Readonly<Record<string, string>> = {}): string {
  return filled(WORDS[name][language], details)
}
