import type { Letter } from '#core/delivery/letter'
import type { Channel } from './api.ts'
import type { InBoth } from './domain-purposes.ts'
import { CHANNEL_WORDS } from './domain-words.ts'

/** Asks somebody to confirm a yes. */
export function confirmationLetter(
  language: 'fa' | 'en',
  { shop, purpose, channel, link }: { shop: string; purpose: InBoth; channel: Channel; link: string },
): Letter {
  const [name, way] = [purpose[language], CHANNEL_WORDS[channel][language]]
  if (language === 'fa') {
    const subject = `تأیید رضایت برای «${name}» - ${shop}`
    const body = `سلام،\n\nکسی با این نشانی خواسته است «${name}» را از ${shop} (${way}) دریافت کند. اگر شما بوده‌اید، صفحهٔ زیر را باز کنید و تأیید کنید:\n\n${link}\n\nاگر شما نبوده‌اید کاری لازم نیست؛ تا تأیید نکنید چیزی نمی‌فرستیم. این پیوند هفت روز کار می‌کند.\n\n${shop}`
    return { language, subject, body }
  }
  const subject = `Please confirm: ${name} - ${shop}`
  const body = `Hello,\n\nSomebody with this address asked ${shop} for “${name}” (${way}). If that was you, open this page and confirm it:\n\n${link}\n\nIf it was not you, there is nothing to do: without your confirmation we send nothing. The link works for seven days.\n\n${shop}`
  return { language, subject, body }
}
