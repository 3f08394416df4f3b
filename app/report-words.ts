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
  not_after: { en: '{name} {value} must lie after {wanted}.', fa: 'تاریخ {name} ({value}) باید پس از {wanted} باشد.' },
  no_value: { en: '{name} stands alone, without a value.', fa: '{name} به‌تنهایی می‌آید و مقداری ندارد.' },
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

  --model auto|bg-nbd|pareto-nbd|mbg-nbd
                                       who will buy again, by the likeliest model or by this one, and what customers spend
  --unit day|week|month                the model's unit of time (week)
  --calibration-end DATE               the model learns until this day only, and is compared with what followed …
  --holdout-end DATE                   … until this day (the report's date)
  --margin SHARE                       what is left of revenue, 0.3 or 30%, for expected values (30% is assumed)
  --customers-file FILE                writes a line for each customer to FILE (CSV): x, tx, T, mean spend, probability of being a
                                       customer still, expected purchases in 30, 90 and 365 days, next purchase, expected value,
                                       recency, frequency, money, type; without --model the likeliest is taken
  --rfm                                groups by recency, frequency and money
  --products                           products that bring customers back, are bought together or next, come before silence, go back

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

  --model auto|bg-nbd|pareto-nbd|mbg-nbd
                                       چه کسانی باز می‌خرند، با محتمل‌ترین مدل یا همین مدل، و هر خرید چقدر می‌ارزد
  --unit day|week|month                یکای زمان در مدل (هفته)
  --calibration-end DATE               مدل فقط تا این روز را می‌بیند و با آنچه پس از آن شد سنجیده می‌شود…
  --holdout-end DATE                   … تا این روز (تاریخ گزارش)
  --margin SHARE                       سهمی از فروش که برای فروشگاه می‌ماند، 0.3 یا 30%، برای ارزش مورد انتظار (فرض: ۳۰٪)
  --customers-file FILE                برای هر مشتری سطری در FILE می‌نویسد (CSV): x، tx، T، میانگین خرید، احتمال مشتری ماندن، خریدهای
                                       مورد انتظار در ۳۰، ۹۰ و ۳۶۵ روز، خرید بعدی، ارزش مورد انتظار، تازگی، تکرار، مبلغ و نوع؛
                                       بی --model محتمل‌ترین مدل به کار می‌رود
  --rfm                                گروه‌بندی بر پایهٔ تازگی، تکرار و مبلغ
  --products                           کالاهایی که مشتری را برمی‌گردانند، با هم یا پس از هم خریده می‌شوند، پیش از سکوت می‌آیند یا پس داده می‌شوند

  --format text|json|csv               در csv جدول‌ها پشت سر هم می‌آیند، هر یک زیر عنوان خود، با سطری خالی در میان
  --lang fa|en                         زبان متن و csv

کد پایان ۰: گزارش در stdout است. ۱: فایل به کار نمی‌آید. ۲: دستور درست نیست.`,
}
