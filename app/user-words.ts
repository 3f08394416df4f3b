import type { Language } from '#pure/numbers'
import { filled } from '#pure/text'

/** What `bazgasht user --help` says. */
export const USER_HELP: Readonly<Record<Language, string>> = {
  en: `bazgasht user list
    everybody who can sign in: e-mail, name, role, workspace; "operator" marks who runs the installation
bazgasht user add EMAIL --name NAME --role ROLE [--workspace WORKSPACE] [--operator]
    lets somebody in and prints a link by which they choose a password once, within a day
    ROLE: owner, manager, marketer, agent, viewer; WORKSPACE: its word in addresses, its name or its id
bazgasht user reset EMAIL [--second-factor]
    prints a link to choose a new password once, within a day; sessions end when it is used
    --second-factor takes two-step sign-in away too, for whoever lost phone and backup codes
bazgasht user link EMAIL
    prints a link that signs in once, within 15 minutes
bazgasht user sign-out EMAIL | --everybody
    ends every session of somebody, or of everybody, at once
bazgasht user operator EMAIL on|off
    says who runs the installation: its operations, backups and new workspaces

Works beside a running server or without one. --lang fa|en

Exit code 0: done. 1: not done, and why. 2: the command line cannot be followed.`,
  fa: `bazgasht user list
    همهٔ کسانی که می‌توانند وارد شوند: ایمیل، نام، نقش، فضای کار؛ «operator» نشانهٔ گردانندهٔ این نصب است
bazgasht user add EMAIL --name NAME --role ROLE [--workspace WORKSPACE] [--operator]
    کسی را می‌افزاید و پیوندی می‌دهد که با آن یک بار و تا یک روز گذرواژه برمی‌گزیند
    ‏ROLE: ‏owner، manager، marketer، agent، viewer؛ ‏WORKSPACE: واژه‌اش در نشانی‌ها، نام یا شناسه‌اش
bazgasht user reset EMAIL [--second-factor]
    پیوندی برای گذرواژهٔ تازه، یک بار و تا یک روز؛ نشست‌ها هنگام استفاده از آن پایان می‌یابند
    ‏--second-factor ورود دومرحله‌ای را هم برمی‌دارد؛ برای کسی که گوشی و کدهای پشتیبان را گم کرده است
bazgasht user link EMAIL
    پیوندی که یک بار و تا ۱۵ دقیقه وارد می‌کند
bazgasht user sign-out EMAIL | --everybody
    همهٔ نشست‌های یک نفر یا همه را بی‌درنگ پایان می‌دهد
bazgasht user operator EMAIL on|off
    چه کسی این نصب را می‌گرداند: اجرا و نگه‌داری، پشتیبان‌ها و فضای کار تازه

کنار سرور روشن یا بدون آن کار می‌کند. ‎--lang fa|en

کد خروج 0: انجام شد. 1: انجام نشد و چرا. 2: دستور خوانده نشد.`,
}

const WORDS = {
  link: { en: 'Open this link once, within 15 minutes: {url}', fa: 'این پیوند را یک بار و تا ۱۵ دقیقهٔ دیگر باز کنید: {url}' },
  unknown: { en: 'Nobody has the e-mail {email}. See: bazgasht user list', fa: 'کسی با ایمیل {email} نیست. ببینید: bazgasht user list' },
  nobody: {
    en: 'Nobody can sign in yet; npm start prints the link for the owner.',
    fa: 'هنوز کسی نمی‌تواند وارد شود؛ npm start پیوند مالک را چاپ می‌کند.',
  },
  added: {
    en: '{email} works in {workspace} now. This link lets them choose a password, once, within a day: {url}',
    fa: '{email} اکنون در {workspace} کار می‌کند. با این پیوند یک بار و تا یک روز دیگر گذرواژه برمی‌گزیند: {url}',
  },
  joined: {
    en: '{email} had an account and works in {workspace} now.',
    fa: '{email} حساب داشت و اکنون در {workspace} هم کار می‌کند.',
  },
  already: { en: '{email} works in {workspace} already.', fa: '{email} از پیش در {workspace} کار می‌کند.' },
  no_role: {
    en: 'There is no role "{role}" in {workspace}. There are: owner, manager, marketer, agent, viewer.',
    fa: 'نقشی به نام «{role}» در {workspace} نیست. نقش‌ها: owner، manager، marketer، agent، viewer.',
  },
  which_workspace: { en: 'Which workspace? --workspace takes one of: {names}', fa: 'کدام فضای کار؟ ‎--workspace یکی از این‌هاست: {names}' },
  reset: {
    en: 'This link sets a new password, once, within a day; all sessions end then: {url}',
    fa: 'این پیوند یک بار و تا یک روز دیگر گذرواژهٔ تازه می‌گذارد؛ آن‌گاه همهٔ نشست‌ها پایان می‌یابند: {url}',
  },
  signed_out: { en: 'Sessions ended: {count}', fa: 'نشست‌های پایان‌یافته: {count}' },
  factor_removed: { en: 'Two-step sign-in is taken away.', fa: 'ورود دومرحله‌ای برداشته شد.' },
  factor_none: { en: 'Two-step sign-in was not on.', fa: 'ورود دومرحله‌ای روشن نبود.' },
  operator_on: { en: '{email} runs this installation now.', fa: '{email} اکنون گردانندهٔ این نصب است.' },
  operator_off: { en: '{email} no longer runs this installation.', fa: '{email} دیگر گردانندهٔ این نصب نیست.' },
  last_operator: {
    en: '{email} is the last one who runs this installation. Let somebody else first: bazgasht user operator EMAIL on',
    fa: '{email} تنها گردانندهٔ این نصب است. نخست دیگری را بگذارید: bazgasht user operator EMAIL on',
  },
} as const satisfies Record<string, Readonly<Record<Language, string>>>

/** The sentence of that name with its details filled in. */
export function userWord(language: Language, name: keyof typeof WORDS, details: Readonly<Record<string, string>> = {}): string {
  return filled(WORDS[name][language], details)
}
