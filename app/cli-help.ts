type Language = 'fa' | 'en'

/** What each command does, in the order in which help lists them. */
const SUMMARIES = {
  serve: { en: 'serve the application, as npm start does', fa: 'اجرای برنامه، مانند npm start' },
  migrate: { en: 'bring the database up to date, without serving', fa: 'به‌روز کردن پایگاه داده، بدون اجرای برنامه' },
  import: { en: 'bring a file of orders in, or the sample shop', fa: 'وارد کردن فایل سفارش‌ها یا فروشگاه نمونه' },
  report: { en: 'who comes back, from a file of orders, without a server', fa: 'چه کسانی برمی‌گردند، از روی فایل سفارش‌ها و بدون سرور' },
  backup: {
    en: 'write everything into one file, beside a running server or without one',
    fa: 'نوشتن همه‌چیز در یک فایل، کنار سرور روشن یا بدون آن',
  },
  restore: { en: 'check such a file, and bring it back', fa: 'بررسی چنین فایلی و بازگرداندن آن' },
  doctor: { en: 'what is wrong with this installation, and what to do', fa: 'ایراد این نصب چیست و چه باید کرد' },
  user: { en: 'who can sign in, and a link for whoever lost the password', fa: 'چه کسانی وارد می‌شوند، و پیوندی برای گذرواژهٔ گم‌شده' },
} as const satisfies Record<string, Record<Language, string>>

export type CommandName = keyof typeof SUMMARIES

/** Whether there is a command of that name. */
export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(SUMMARIES, name)
}

/** The commands with a line on each, and where to read on. */
export function helpText(language: Language): string {
  const width = Math.max(...Object.keys(SUMMARIES).map((name) => name.length))
  const lines = Object.entries(SUMMARIES).map(([name, summary]) => `  ${name.padEnd(width)}   ${summary[language]}`)
  return [...HEADS[language], '', ...lines, '', ...FEET[language]].join('\n')
}

const HEADS = {
  en: ['bazgasht <command> [options]'],
  fa: ['bazgasht <دستور> [گزینه‌ها]'],
}

const FEET = {
  en: [
    'bazgasht <command> --help tells more; bazgasht --version. Settings: BAZGASHT_DATA, DATABASE_URL, HOST, PORT, BAZGASHT_URL, LOG_LEVEL, BAZGASHT_LANG.',
  ],
  fa: [
    'برای توضیح بیشتر: bazgasht <دستور> --help؛ نسخه: bazgasht --version. تنظیم‌ها: BAZGASHT_DATA، DATABASE_URL، HOST، PORT، BAZGASHT_URL، LOG_LEVEL، BAZGASHT_LANG.',
  ],
}
