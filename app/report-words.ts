import type { Language } from '#pure/numbers'
import type { UsageProblem } from './report-options.ts'

/** What is wrong with the command line, in one line. */
export function usageSentence({ language, option, value, problem, wanted }: UsageProblem): string {
  const name = option === 'FILE' ? option : `--${option}`
  return PROBLEMS[problem][language].replace('{name}', name).replace('{value}', value).replace('{wanted}', wanted)
}

const PROBLEMS: Readonly<Record<UsageProblem['problem'], Readonly<Record<Language, string>>>> = {
  unknown: { en: 'There is no option {name}; see bazgasht report --help.', fa: 'گزینهٔ {name} نیست؛ نگاه کنید به bazgasht report --help' },
  no_file: {
    en: 'Which file? bazgasht report FILE; see bazgasht report --help.',
    fa: 'کدام فایل؟ bazgasht report FILE؛ نگاه کنید به bazgasht report --help',
  },
  several_files: { en: 'One file at a time; see bazgasht report --help.', fa: 'هر بار یک فایل بدهید؛ نگاه کنید به bazgasht report --help' },
  bad_value: { en: '{name} cannot be "{value}"; it takes {wanted}.', fa: 'مقدار «{value}» برای {name} پذیرفته نیست؛ مقدار مجاز: {wanted}' },
  needs_both: { en: '{name} needs {wanted} beside it.', fa: '{name} با {wanted} به کار می‌رود.' },
  excludes: { en: 'Give either {name} or {wanted}, not both.', fa: 'یا {name} یا {wanted} را بدهید، نه هر دو.' },
}

export const HELP: Readonly<Record<Language, string>> = {
  en: `bazgasht report FILE [options]

Who comes back, from a file of orders (CSV or XLSX, plain, gzip or zip). Needs no server and no set-up.
A row is an order or a line of one. Columns are recognised; name them by heading or number to be sure.

  --customer C --order O --date D      columns of customer, order number and date
  --amount A | --quantity Q --price P  columns of the amount, or of what multiplies to it
  --calendar gregorian|persian         months and years (persian with --lang fa, else gregorian)
  --timezone Z                         where days begin, for files with instants (UTC)
  --currency XXX                       unit of the amounts: ISO 4217, or IRT for Toman (json and csv then count Rials)
  --window DAYS                        days that a customer stays current after a purchase (from the file's own rhythm)
  --period month|quarter|year          periods of customer retention (month)
  --as-of DATE                         last day counted, in either calendar (day of the last purchase or refund)
  --format text|json|csv               csv: one table after the other, each under a line with its title, a blank line between
  --lang fa|en                         language of text and csv

Exit code 0: the report stands on stdout. 1: the file cannot be used. 2: the command line cannot be followed.`,
  fa: `bazgasht report FILE [گزینه‌ها]

چه کسانی برمی‌گردند، از روی فایل سفارش‌ها (CSV یا XLSX، ساده یا gzip یا zip). نه سرور می‌خواهد نه راه‌اندازی.
هر سطر یک سفارش یا یک قلم از آن است. ستون‌ها خودکار شناخته می‌شوند؛ برای اطمینان نام یا شمارهٔ آن‌ها را بدهید.

  --customer C --order O --date D      ستون مشتری، شمارهٔ سفارش و تاریخ
  --amount A | --quantity Q --price P  ستون مبلغ، یا تعداد و قیمت واحد
  --calendar gregorian|persian         تقویم ماه‌ها و سال‌ها (با --lang fa شمسی، وگرنه میلادی)
  --timezone Z                         منطقهٔ زمانی، برای فایل‌هایی که لحظه دارند (UTC)
  --currency XXX                       واحد مبلغ‌ها: ISO 4217 یا IRT برای تومان (json و csv آن را به ریال می‌دهند)
  --window DAYS                        چند روز پس از خرید، مشتری فعلی می‌ماند (از آهنگ خریدهای خود فایل)
  --period month|quarter|year          دوره‌های نرخ بازگشت مشتری (ماه)
  --as-of DATE                         آخرین روزی که شمرده می‌شود، در هر دو تقویم (روز آخرین خرید یا بازپرداخت)
  --format text|json|csv               در csv جدول‌ها پشت سر هم می‌آیند، هر یک زیر عنوان خود، با سطری خالی در میان
  --lang fa|en                         زبان متن و csv

کد پایان ۰: گزارش در stdout است. ۱: فایل به کار نمی‌آید. ۲: دستور درست نیست.`,
}
