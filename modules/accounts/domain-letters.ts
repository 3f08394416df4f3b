import type { Language } from '#pure/numbers'

interface Words {
  readonly subject: string
  readonly body: string
}

const NOT_YOU: Record<Language, string> = {
  en: 'If this was not you, set a new password at once and ask whoever runs your shop’s Bazgasht to look at the audit log.',
  fa: 'اگر این کار را شما نکرده‌اید، همین حالا گذرواژهٔ تازه‌ای بگذارید و از کسی که بازگشت فروشگاه را اداره می‌کند بخواهید گزارش کارها را ببیند.',
}

/** Brings a link by which a new password is set. */
export function resetLetter(language: Language, link: string): Words {
  if (language === 'fa')
    return {
      subject: 'گذرواژهٔ تازه برای بازگشت',
      body: `سلام،\n\nکسی خواسته است برای حساب بازگشت شما گذرواژهٔ تازه‌ای بگذارد. اگر شما بوده‌اید، صفحهٔ زیر را باز کنید:\n\n${link}\n\nاین پیوند یک ساعت و فقط یک بار کار می‌کند. اگر شما نبوده‌اید کاری لازم نیست؛ گذرواژهٔ شما همان است که بود.`,
    }
  return {
    subject: 'A new password for Bazgasht',
    body: `Hello,\n\nSomebody asked to set a new password for your Bazgasht account. If that was you, open this page:\n\n${link}\n\nThe link works once, for an hour. If it was not you, there is nothing to do: your password is what it was.`,
  }
}

/** Tells that the password is another one. */
export function passwordChangedLetter(language: Language): Words {
  if (language === 'fa')
    return {
      subject: 'گذرواژهٔ شما عوض شد',
      body: `سلام،\n\nگذرواژهٔ حساب بازگشت شما عوض شد و دستگاه‌های دیگر از حساب خارج شدند.\n\n${NOT_YOU.fa}`,
    }
  return {
    subject: 'Your password was changed',
    body: `Hello,\n\nThe password of your Bazgasht account was changed, and other devices were signed out.\n\n${NOT_YOU.en}`,
  }
}

/** Asks at the new address whether it is theirs. */
export function confirmEmailLetter(language: Language, link: string): Words {
  if (language === 'fa')
    return {
      subject: 'این ایمیل را برای بازگشت تأیید کنید',
      body: `سلام،\n\nکسی می‌خواهد از این پس با این ایمیل وارد حساب بازگشت خود شود. اگر شما هستید، صفحهٔ زیر را باز کنید و تأیید کنید:\n\n${link}\n\nاین پیوند یک روز و فقط یک بار کار می‌کند. اگر شما نیستید کاری لازم نیست.`,
    }
  return {
    subject: 'Confirm this e-mail for Bazgasht',
    body: `Hello,\n\nSomebody wants to sign in to their Bazgasht account with this e-mail from now on. If that is you, open this page and confirm it:\n\n${link}\n\nThe link works once, for a day. If it is not you, there is nothing to do.`,
  }
}

/** Says at an address that has an account already that it cannot have another. */
export function emailInUseLetter(language: Language): Words {
  if (language === 'fa')
    return {
      subject: 'این ایمیل در بازگشت حساب دارد',
      body: 'سلام،\n\nکسی خواست این ایمیل را برای حساب دیگری در بازگشت بگذارد، ولی این ایمیل از پیش حساب دارد. چیزی عوض نشده است.',
    }
  return {
    subject: 'This e-mail has a Bazgasht account already',
    body: 'Hello,\n\nSomebody wanted to use this e-mail for another Bazgasht account, but it has one already. Nothing was changed.',
  }
}

/** Tells the old address that another one is to take its place. */
export function emailAskedLetter(language: Language, masked: string): Words {
  if (language === 'fa')
    return {
      subject: 'درخواست تغییر ایمیل',
      body: `سلام،\n\nخواسته شده است که ایمیل حساب بازگشت شما به ${masked} عوض شود. تا آن نشانی تأیید نشود، چیزی عوض نمی‌شود.\n\n${NOT_YOU.fa}`,
    }
  return {
    subject: 'A change of your e-mail was asked for',
    body: `Hello,\n\nThe e-mail of your Bazgasht account is to become ${masked}. Nothing changes before that address is confirmed.\n\n${NOT_YOU.en}`,
  }
}

/** Tells the old address that it no longer signs in. */
export function emailChangedLetter(language: Language, masked: string): Words {
  if (language === 'fa')
    return {
      subject: 'ایمیل شما عوض شد',
      body: `سلام،\n\nاز این پس با ${masked} وارد حساب بازگشت خود می‌شوید و این نشانی دیگر کار نمی‌کند.\n\n${NOT_YOU.fa}`,
    }
  return {
    subject: 'Your e-mail was changed',
    body: `Hello,\n\nFrom now on you sign in to your Bazgasht account as ${masked}; this address no longer works.\n\n${NOT_YOU.en}`,
  }
}
