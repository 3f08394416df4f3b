import { BUILT_IN_PURPOSES, type BuiltInPurpose, type Channel } from './api.ts'

/** A text in both languages. */
export interface InBoth {
  readonly fa: string
  readonly en: string
}

/** A purpose as the workspace uses it. */
export interface Purpose {
  readonly key: string
  readonly name: InBoth
  /** What the customer gains, in plain words; the newest version. */
  readonly text: InBoth
  readonly textVersion: number
  /** Channels on which a yes from outside waits for its confirmation. */
  readonly confirmedOn: readonly Channel[]
  readonly isBuiltIn: boolean
  readonly isArchived: boolean
}

/** What the built-in purposes are called and say until a workspace writes its own words. */
export const DEFAULT_WORDS: Readonly<Record<BuiltInPurpose, { readonly name: InBoth; readonly text: InBoth }>> = {
  service: {
    name: { fa: 'پیام‌های سفارش و خدمات', en: 'Order and service messages' },
    text: {
      fa: 'خبر ثبت و ارسال سفارش، تأخیر، مرجوعی و پاسخ درخواست‌هایتان را می‌فرستیم تا همیشه بدانید کارتان به کجا رسیده است.',
      en: 'We tell you when your order is placed, sent or late, and answer your returns and requests, so that you always know where things stand.',
    },
  },
  newsletter: {
    name: { fa: 'خبرنامه', en: 'Newsletter' },
    text: {
      fa: 'گه‌گاه از کالاهای تازه، راهنماها و خبرهای فروشگاه می‌نویسیم. هر وقت بخواهید می‌توانید آن را قطع کنید.',
      en: 'Now and then we write about new products, guides and news of the shop. You can stop it whenever you like.',
    },
  },
  offers: {
    name: { fa: 'پیشنهادها و تخفیف‌ها', en: 'Offers and discounts' },
    text: {
      fa: 'پیشنهادهایی را که به خریدهای شما می‌خورد پیش از بقیه برایتان می‌فرستیم.',
      en: 'We send you offers that suit what you buy, before others hear of them.',
    },
  },
  surveys: {
    name: { fa: 'نظرسنجی', en: 'Surveys' },
    text: {
      fa: 'گاهی دو پرسش کوتاه می‌پرسیم تا آنچه آزارتان می‌دهد درست کنیم. پاسخ دادن اختیاری است.',
      en: 'Sometimes we ask two short questions, so that we can mend what bothers you. Answering is up to you.',
    },
  },
  profiling: {
    name: { fa: 'پیشنهاد متناسب با شما', en: 'Suggestions made for you' },
    text: {
      fa: 'خریدها و بازدیدهایتان را کنار هم می‌گذاریم تا چیزهایی نشانتان بدهیم که به کارتان می‌آید و از بقیه بگذریم.',
      en: 'We look at your purchases and visits together, so that we can show you what is useful to you and leave out the rest.',
    },
  },
}

/** A purpose's stored row, as far as it matters here. */
export interface StoredPurpose {
  readonly key: string
  readonly position: number
  readonly name: InBoth
  readonly confirmedOn: readonly Channel[]
  readonly isArchived: boolean
}

/** The newest text of a purpose as stored. */
export interface StoredText {
  readonly purpose: string
  readonly version: number
  readonly text: InBoth
}

/** All purposes of a workspace in their order: built-in ones with what was changed about them, then its own. */
export function purposesFrom(stored: readonly StoredPurpose[], texts: readonly StoredText[]): readonly Purpose[] {
  const rows = new Map(stored.map((row) => [row.key, row]))
  const newest = new Map(texts.map((text) => [text.purpose, text]))
  const builtIn = BUILT_IN_PURPOSES.map((key): Purpose => {
    const row = rows.get(key)
    const text = newest.get(key)
    return {
      key,
      name: row?.name ?? DEFAULT_WORDS[key].name,
      text: text?.text ?? DEFAULT_WORDS[key].text,
      textVersion: text?.version ?? 0,
      confirmedOn: row?.confirmedOn ?? [],
      isBuiltIn: true,
      isArchived: key !== 'service' && (row?.isArchived ?? false),
    }
  })
  const own = stored
    .filter(({ key }) => !isBuiltIn(key))
    .toSorted((a, b) => a.position - b.position || (a.key < b.key ? -1 : 1))
    .map(({ key, name, confirmedOn, isArchived }): Purpose => {
      const text = newest.get(key)
      return { key, name, text: text?.text ?? name, textVersion: text?.version ?? 0, confirmedOn, isBuiltIn: false, isArchived }
    })
  return [...builtIn, ...own]
}

/** Whether the product brings this purpose along. */
export function isBuiltIn(key: string): key is BuiltInPurpose {
  return BUILT_IN_PURPOSES.some((each) => each === key)
}
