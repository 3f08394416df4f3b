import type { Language } from '#pure/numbers'

/** What `bazgasht user --help` says. */
export const USER_HELP: Readonly<Record<Language, string>> = {
  en: `bazgasht user link EMAIL   prints a link that signs in once, within 15 minutes: for whoever lost the password
bazgasht user list         everybody who can sign in: e-mail, name, role, workspace

Works beside a running server or without one. --lang fa|en

Exit code 0: done. 1: nobody has this e-mail. 2: the command line cannot be followed.`,
  fa: `bazgasht user link EMAIL   پیوندی که یک بار و تا ۱۵ دقیقه وارد می‌کند؛ برای کسی که گذرواژه‌اش را گم کرده است
bazgasht user list         همهٔ کسانی که می‌توانند وارد شوند: ایمیل، نام، نقش، فضای کار

کنار سرور روشن یا بدون آن کار می‌کند. ‎--lang fa|en

کد خروج 0: انجام شد. 1: کسی با این ایمیل نیست. 2: دستور خوانده نشد.`,
}

const WORDS = {
  link: { en: 'Open this link once, within 15 minutes: {url}', fa: 'این پیوند را یک بار و تا ۱۵ دقیقهٔ دیگر باز کنید: {url}' },
  unknown: { en: 'Nobody has the e-mail {email}. See: bazgasht user list', fa: 'کسی با ایمیل {email} نیست. ببینید: bazgasht user list' },
  nobody: {
    en: 'Nobody can sign in yet; npm start prints the link for the owner.',
    fa: 'هنوز کسی نمی‌تواند وارد شود؛ npm start پیوند مالک را چاپ می‌کند.',
  },
} as const satisfies Record<string, Readonly<Record<Language, string>>>

/** The sentence of that name with its details filled in. */
export function userWord(language: Language, name: keyof typeof WORDS, details: Readonly<Record<string, string>> = {}): string {
  return WORDS[name][language].replaceAll(/\{(\w+)\}/g, (placeholder, key: string) => details[key] ?? placeholder)
}
