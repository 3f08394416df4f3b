import type { Letter } from '#core/delivery/letter'
import { INVITATION_DAYS } from './domain.ts'

interface Invited {
  readonly language: 'fa' | 'en'
  readonly shop: string
  /** Null when whoever invites is no person. */
  readonly inviter: string | null
  readonly link: string
}

/** The letter that asks somebody to work in a shop. */
export function invitationLetter({ language, shop, inviter, link }: Invited): Letter {
  return language === 'fa' ? inPersian(shop, inviter, link) : inEnglish(shop, inviter, link)
}

function inPersian(shop: string, inviter: string | null, link: string): Letter {
  const days = new Intl.NumberFormat('fa-IR').format(INVITATION_DAYS)
  const who = inviter === null ? `شما به همکاری در «${shop}» دعوت شده‌اید.` : `${inviter} شما را به همکاری در «${shop}» دعوت کرده است.`
  const body = [
    'سلام،',
    who,
    `برای پذیرفتن دعوت این نشانی را باز کنید:\n${link}`,
    `این نشانی ${days} روز و تنها یک بار کار می‌کند. اگر منتظر چنین دعوتی نبودید، این نامه را نادیده بگیرید.`,
  ]
  return { language: 'fa', subject: `دعوت به همکاری در «${shop}»`, body: body.join('\n\n') }
}

function inEnglish(shop: string, inviter: string | null, link: string): Letter {
  const who = inviter === null ? `You have been invited to work in ${shop}.` : `${inviter} invites you to work in ${shop}.`
  const body = [
    'Hello,',
    who,
    `Open this address to accept:\n${link}`,
    `It works once, for ${INVITATION_DAYS} days. If you did not expect this, you need not do anything.`,
  ]
  return { language: 'en', subject: `Invitation to work in ${shop}`, body: body.join('\n\n') }
}
