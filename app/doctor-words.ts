import { findingText, type Finding } from '#modules/operations'
import { formatNumber, type Language } from '#pure/numbers'

/** What `bazgasht doctor --help` says. */
export const DOCTOR_HELP: Readonly<Record<Language, string>> = {
  en: `bazgasht doctor [--json] [--send-to ADDRESS] [--lang fa|en]

Looks at Node, disk, memory, the data folder, secrets, the clock, PostgreSQL and its settings, migrations, the mail server, events, jobs,
deliveries, backups and how Bazgasht is reached, and says what to do. It works beside a running server, without one, and with a broken one,
and changes nothing.

--json               the findings for programs
--send-to ADDRESS    also sends one letter there

Exit code 0: it can run. 1: something is bad. 2: the command line cannot be followed.`,
  fa: `bazgasht doctor [--json] [--send-to ADDRESS] [--lang fa|en]

‏Node، دیسک، حافظه، پوشهٔ داده‌ها، رمزها، ساعت، PostgreSQL و تنظیم‌هایش، تغییرهای جدول‌ها، سرور ایمیل، رویدادها، کارهای پس‌زمینه،
ارسال‌ها، پشتیبان‌ها و راه رسیدن به بازگشت را بررسی می‌کند و می‌گوید چه باید کرد. کنار سرور روشن، بدون آن و با سرور خراب کار می‌کند
و چیزی را تغییر نمی‌دهد.

--json               یافته‌ها برای برنامه‌ها
--send-to ADDRESS    یک نامه هم به این نشانی می‌فرستد

کد خروج 0: می‌تواند کار کند. 1: چیزی خراب است. 2: دستور خوانده نشد.`,
}

const MARKS = { ok: '✓', warn: '!', bad: '✗' } as const
const COLOURS = { ok: '32', warn: '33', bad: '31' } as const

const SUMS = {
  ok: { en: 'Everything is all right.', fa: 'همه‌چیز روبه‌راه است.' },
  warn: { en: 'It can run; to be seen to: {count}.', fa: 'می‌تواند کار کند؛ آنچه رسیدگی می‌خواهد: {count}.' },
  bad: { en: 'Something is wrong; bad: {bad}, to be seen to: {count}.', fa: 'ایرادی هست؛ خراب: {bad}، رسیدگی می‌خواهد: {count}.' },
} as const

/** The findings as lines for a person, each with what to do below it, and a sum at the end. */
export function doctorReport(findings: readonly Finding[], language: Language, hasColours: boolean): string {
  const lines = findings.flatMap((finding) => {
    const { name, says, remedy } = findingText(language, finding)
    const mark = hasColours ? `\u001B[${COLOURS[finding.level]}m${MARKS[finding.level]}\u001B[0m` : MARKS[finding.level]
    return [`${mark} ${name}: ${says}`, ...(remedy ? [`    → ${remedy}`] : [])]
  })
  return [...lines, '', sumOf(findings, language)].join('\n')
}

/** The findings for programs, each with its words. */
export function doctorJson(findings: readonly Finding[], language: Language): string {
  const worded = findings.map((finding) => {
    const { says, remedy } = findingText(language, finding)
    return { ...finding, says, remedy }
  })
  return JSON.stringify({ ok: findings.every(({ level }) => level !== 'bad'), findings: worded }, null, 2)
}

/** The letter of `--send-to`. */
export function trialLetter(language: Language): { readonly subject: string; readonly body: string } {
  return TRIAL[language]
}

const TRIAL = {
  en: { subject: 'Bazgasht: a trial letter', body: 'If you read this, letters from Bazgasht arrive here.' },
  fa: { subject: 'بازگشت: نامهٔ آزمایشی', body: 'اگر این را می‌خوانید، نامه‌های بازگشت به اینجا می‌رسند.' },
} as const

function sumOf(findings: readonly Finding[], language: Language): string {
  const bad = findings.filter(({ level }) => level === 'bad').length
  const warn = findings.filter(({ level }) => level === 'warn').length
  const text = SUMS[bad > 0 ? 'bad' : warn > 0 ? 'warn' : 'ok'][language]
  return text.replace('{bad}', formatNumber(bad, language)).replace('{count}', formatNumber(warn, language))
}
