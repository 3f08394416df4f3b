import type { ImportProgress, ImportResult } from '#api/imports'
import { formatNumber, type Language } from '#pure/numbers'
import type { ImportUsage } from './import-options.ts'

const WORDS = {
  unknown: { en: 'There is no option {name}; see bazgasht import --help.', fa: 'گزینهٔ {name} نیست؛ نگاه کنید به bazgasht import --help' },
  no_file: {
    en: 'Which file? bazgasht import FILE, or bazgasht import --sample.',
    fa: 'کدام فایل؟ bazgasht import FILE یا bazgasht import --sample',
  },
  file_and_sample: { en: 'Give a file or --sample, not both.', fa: 'یا فایل بدهید یا ‎--sample، نه هر دو.' },
  bad_value: {
    en: '{name} cannot take this value; see bazgasht import --help.',
    fa: 'این مقدار برای {name} پذیرفته نیست؛ نگاه کنید به bazgasht import --help',
  },
  no_workspace: { en: 'There is no workspace {name}.', fa: 'فضای کاری {name} نیست.' },
  several_workspaces: { en: 'Which workspace? Give one with --workspace: {name}', fa: 'کدام فضای کاری؟ با ‎--workspace بگویید: {name}' },
  ask: { en: 'Import this file? [y/N] ', fa: 'این فایل وارد شود؟ [y/N] ' },
  left: { en: 'Nothing was imported.', fa: 'چیزی وارد نشد.' },
  cancelled: { en: 'The import was stopped; nothing of it stays.', fa: 'ورود متوقف شد و چیزی از آن نماند.' },
  failed: { en: 'The import failed; nothing of it stays.', fa: 'ورود ناکام ماند و چیزی از آن نماند.' },
  rows: { en: '{used} of {rows} rows used', fa: '{used} سطر از {rows} سطر به‌کار رفت' },
  orders: {
    en: 'orders: {created} new, {changed} changed, {same} as they were; refunds: {refunds}',
    fa: 'سفارش: {created} تازه، {changed} تغییرکرده، {same} بی‌تغییر؛ بازپرداخت: {refunds}',
  },
  customers: { en: 'customers: {created} new', fa: 'مشتری: {created} تازه' },
  progress: {
    en: '{stage}: {rows} rows, {rate} a second, {share} %, {left} s left',
    fa: '{stage}: {rows} سطر، {rate} در ثانیه، {share}٪، {left} ثانیه مانده',
  },
  reading: { en: 'Reading', fa: 'خواندن' },
  customers_stage: { en: 'Customers', fa: 'مشتریان' },
  orders_stage: { en: 'Orders', fa: 'سفارش‌ها' },
  counting: { en: 'Counting', fa: 'شمارش' },
} as const satisfies Record<string, Record<Language, string>>

/** A sentence of the command in the given language. */
export function importWord(language: Language, key: keyof typeof WORDS, values: Readonly<Record<string, string>> = {}): string {
  return WORDS[key][language].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
}

/** What is wrong with the command line, in one line. */
export function importUsage({ language, problem, option }: ImportUsage): string {
  return importWord(language, problem, { name: option })
}

/** One line on how far the import is. */
export function progressLine({ stage, rows, rowsPerSecond, share, secondsLeft }: ImportProgress, language: Language): string {
  const number = (value: number) => formatNumber(value, language)
  const name = stage === 'customers' ? 'customers_stage' : stage === 'orders' ? 'orders_stage' : stage
  return importWord(language, 'progress', {
    stage: importWord(language, name),
    rows: number(rows),
    rate: number(rowsPerSecond),
    share: number(Math.floor(share * 100)),
    left: secondsLeft === null ? '…' : number(secondsLeft),
  })
}

/** What came in. */
export function resultLines({ rows, used, skipped, orders, customers, refunds }: ImportResult, language: Language): string {
  const number = (value: number) => formatNumber(value, language)
  const left = skipped.map(({ reason, rows }) => `  ${reason}: ${number(rows)}`)
  return [
    importWord(language, 'rows', { used: number(used), rows: number(rows) }),
    ...left,
    importWord(language, 'orders', {
      created: number(orders.created),
      changed: number(orders.changed),
      same: number(orders.same),
      refunds: number(refunds),
    }),
    importWord(language, 'customers', { created: number(customers.created) }),
  ].join('\n')
}

export const IMPORT_HELP: Readonly<Record<Language, string>> = {
  en: `bazgasht import FILE | --sample [options]

Brings a file of orders in (CSV or XLSX, plain, gzip or zip), or the sample shop, beside a running server or without one.
Columns are recognised; name them by heading or number to be sure. The same file again changes nothing.

  --customer C --name C --phone C --email C   columns that say who bought
  --order O --date D --time T --status S      number, date, time and state of the order
  --amount A | --quantity Q --price P         the amount, or what multiplies to it; --discount C
  --product C --product-name C --category C   what was bought
  --payment C --shipping C --channel C --country C
  --unit IRR|IRT|GBP|…                        unit of the amounts (IRT is the Toman)
  --workspace NAME                            name or id, when there are several
  --yes                                       asks nothing

Where there is no workspace yet, one is made: named after the file, in the currency of the file, with
  --timezone Z                                (Asia/Tehran; the sample: Europe/London)
  --calendar gregorian|persian --lang fa|en   (persian with --lang fa, else gregorian)
Whoever sets Bazgasht up later becomes its owner.

Exit code 0: it is in. 1: it is not. 2: the command line cannot be followed.`,
  fa: `bazgasht import FILE | --sample [گزینه‌ها]

فایل سفارش‌ها را وارد می‌کند (CSV یا XLSX، ساده یا gzip یا zip)، یا فروشگاه نمونه را؛ کنار سرور روشن یا بدون آن.
ستون‌ها خودکار شناخته می‌شوند؛ برای اطمینان نام یا شمارهٔ آن‌ها را بدهید. ورود دوبارهٔ همان فایل چیزی را عوض نمی‌کند.

  --customer C --name C --phone C --email C   ستون‌هایی که می‌گویند خریدار کیست
  --order O --date D --time T --status S      شماره، تاریخ، ساعت و وضعیت سفارش
  --amount A | --quantity Q --price P         مبلغ، یا تعداد و قیمت واحد؛ ‎--discount C
  --product C --product-name C --category C   چه خریده شد
  --payment C --shipping C --channel C --country C
  --unit IRR|IRT|GBP|…                        واحد مبلغ‌ها (IRT یعنی تومان)
  --workspace NAME                            نام یا شناسه، اگر چند فضای کاری هست
  --yes                                       بدون پرسش

اگر هنوز فضای کاری نباشد ساخته می‌شود: به نام فایل، با واحد پول فایل، و با
  --timezone Z                                (Asia/Tehran؛ برای نمونه Europe/London)
  --calendar gregorian|persian --lang fa|en   (با ‎--lang fa شمسی، وگرنه میلادی)
هر که بعداً بازگشت را راه‌اندازی کند مالک آن می‌شود.

کد پایان ۰: وارد شد. ۱: وارد نشد. ۲: دستور درست نیست.`,
}
