import type { Language } from '#pure/numbers'

/** Changes that the holder of an account is told of. */
export type SecondFactorChange = 'second_factor.enabled' | 'second_factor.disabled' | 'second_factor.codes_made'

interface Words {
  readonly subject: string
  readonly body: string
}

const NOT_YOU: Record<Language, string> = {
  en: 'If this was not you, change your password at once and ask the owner of your shop to look at the audit log.',
  fa: 'اگر این کار را شما نکرده‌اید، همین حالا گذرواژه‌تان را عوض کنید و از مالک فروشگاه بخواهید گزارش کارها را ببیند.',
}

const WORDS: Record<SecondFactorChange, Record<Language, Words>> = {
  'second_factor.enabled': {
    en: {
      subject: 'Two-step sign-in is on',
      body: 'From now on, signing in to your Bazgasht account asks for a code from your authenticator app, besides your password.',
    },
    fa: {
      subject: 'ورود دومرحله‌ای روشن شد',
      body: 'از این پس برای ورود به حساب بازگشت، علاوه بر گذرواژه، کدی از برنامهٔ رمزساز شما خواسته می‌شود.',
    },
  },
  'second_factor.disabled': {
    en: {
      subject: 'Two-step sign-in is off',
      body: 'Signing in to your Bazgasht account now asks for your password only. Backup codes and trusted devices have ended.',
    },
    fa: {
      subject: 'ورود دومرحله‌ای خاموش شد',
      body: 'از این پس برای ورود به حساب بازگشت فقط گذرواژه خواسته می‌شود. کدهای پشتیبان و دستگاه‌های مطمئن هم باطل شدند.',
    },
  },
  'second_factor.codes_made': {
    en: {
      subject: 'New backup codes were made',
      body: 'New backup codes were made for your Bazgasht account. The earlier ones no longer work.',
    },
    fa: {
      subject: 'کدهای پشتیبان تازه ساخته شد',
      body: 'برای حساب بازگشت شما کدهای پشتیبان تازه ساخته شد. کدهای پیشین دیگر کار نمی‌کنند.',
    },
  },
}

/** The letter about a change. */
export function letterOf(change: SecondFactorChange, language: Language): Words {
  const { subject, body } = WORDS[change][language]
  return { subject, body: `${body}\n\n${NOT_YOU[language]}` }
}
