import type { Workspace } from '#core/context'
import type { Letter } from '#core/delivery/letter'
import { formatDay } from '#pure/dates'
import { dayOf } from '#pure/zone'

/** What owners are told about the end of their shop. */
export type ClosingNews = { readonly what: 'closed'; readonly deleteAt: Date } | { readonly what: 'kept' | 'deleted' }

/** The letter in one language. */
export function closingLetter({ name, timeZone, calendar }: Workspace, language: 'fa' | 'en', news: ClosingNews): Letter {
  const day = news.what === 'closed' ? formatDay(dayOf(news.deleteAt.getTime(), timeZone), { calendar, language, style: 'long' }) : ''
  return { language, ...WORDS[language][news.what](name, day) }
}

type Words = Readonly<Record<ClosingNews['what'], (shop: string, day: string) => { subject: string; body: string }>>

const WORDS: Readonly<Record<'fa' | 'en', Words>> = {
  en: {
    closed: (shop, day) => ({
      subject: `${shop} has been closed`,
      body: `${shop} has been closed. On ${day} everything of it will be deleted for good: customers, orders, messages and files.\n\nUntil then any owner can sign in, take everything out under Settings, Data, or keep the shop with one press.`,
    }),
    kept: (shop) => ({ subject: `${shop} is open again`, body: `${shop} is open again. Nothing has been deleted, and nothing will be.` }),
    deleted: (shop) => ({
      subject: `${shop} has been deleted`,
      body: `Everything of ${shop} has been deleted, as its owner asked two weeks ago. Backups made before keep it for as long as they are kept themselves.`,
    }),
  },
  fa: {
    closed: (shop, day) => ({
      subject: `«${shop}» بسته شد`,
      body: `«${shop}» بسته شد. در ${day} همهٔ داده‌های آن برای همیشه حذف می‌شود: مشتری‌ها، سفارش‌ها، پیام‌ها و فایل‌ها.\n\nتا آن روز هر مالکی می‌تواند وارد شود، در تنظیمات، بخش «داده‌ها»، از همه‌چیز خروجی بگیرد یا با یک دکمه فروشگاه را نگه دارد.`,
    }),
    kept: (shop) => ({ subject: `«${shop}» دوباره باز است`, body: `«${shop}» دوباره باز است. چیزی حذف نشده و نخواهد شد.` }),
    deleted: (shop) => ({
      subject: `«${shop}» حذف شد`,
      body: `همهٔ داده‌های «${shop}»، همان‌طور که مالک آن دو هفته پیش خواسته بود، حذف شد. پشتیبان‌های پیشین تا وقتی نگه داشته می‌شوند آن را در خود دارند.`,
    }),
  },
}
