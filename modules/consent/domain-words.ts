import type { Channel, ConsentState } from './api.ts'
import type { InBoth } from './domain-purposes.ts'

/** What channels are called where no screen's own words are at hand: filters, public pages, letters. */
export const CHANNEL_WORDS: Readonly<Record<Channel, InBoth>> = {
  email: { fa: 'ایمیل', en: 'E-mail' },
  sms: { fa: 'پیامک', en: 'SMS' },
  bot: { fa: 'پیام‌رسان', en: 'Messenger' },
  push: { fa: 'اعلان', en: 'Notification' },
  chat: { fa: 'گفتگو', en: 'Chat' },
  phone: { fa: 'تماس تلفنی', en: 'Phone call' },
}

/** What a state is called; 'silent' is no word at all. */
export const STATE_WORDS: Readonly<Record<ConsentState | 'silent', InBoth>> = {
  granted: { fa: 'موافق', en: 'yes' },
  denied: { fa: 'مخالف', en: 'no' },
  pending: { fa: 'در انتظار تأیید', en: 'waiting for confirmation' },
  silent: { fa: 'نظری نداده', en: 'no answer yet' },
}
