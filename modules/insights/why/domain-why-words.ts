import type { Language } from '#pure/numbers'
import type { FactorKind } from './domain-factors.ts'

type Words = Readonly<Record<Language, string>>

/** What first purchases may have in common, in words of exports and of filters of customers. */
export const KIND_WORDS: Readonly<Record<FactorKind, Words>> = {
  product: { fa: 'کالا', en: 'Product' },
  category: { fa: 'دسته', en: 'Category' },
  channel: { fa: 'کانال فروش', en: 'Sales channel' },
  payment: { fa: 'روش پرداخت', en: 'Payment method' },
  shipping: { fa: 'روش ارسال', en: 'Delivery method' },
  discount: { fa: 'تخفیف', en: 'Discount' },
  delay: { fa: 'زمان تحویل', en: 'Delivery' },
  source: { fa: 'راه آشنایی', en: 'How they came' },
  city: { fa: 'شهر', en: 'City' },
  country: { fa: 'کشور', en: 'Country' },
  weekday: { fa: 'روز هفته', en: 'Weekday' },
  season: { fa: 'فصل', en: 'Season' },
  basket: { fa: 'اندازهٔ سبد', en: 'Basket' },
  value: { fa: 'مبلغ خرید', en: 'Order value' },
}

const LEVEL_WORDS: Partial<Readonly<Record<FactorKind, Readonly<Record<string, Words>>>>> = {
  discount: { yes: { fa: 'با تخفیف', en: 'With a discount' }, no: { fa: 'بی‌تخفیف', en: 'Without a discount' } },
  delay: {
    on_time: { fa: 'به‌موقع', en: 'On time' },
    late_1_2: { fa: 'یک یا دو روز دیر', en: 'One or two days late' },
    late_3: { fa: 'سه روز یا بیشتر دیر', en: 'Three days late or more' },
  },
  weekday: {
    1: { fa: 'دوشنبه', en: 'Monday' },
    2: { fa: 'سه‌شنبه', en: 'Tuesday' },
    3: { fa: 'چهارشنبه', en: 'Wednesday' },
    4: { fa: 'پنجشنبه', en: 'Thursday' },
    5: { fa: 'جمعه', en: 'Friday' },
    6: { fa: 'شنبه', en: 'Saturday' },
    7: { fa: 'یکشنبه', en: 'Sunday' },
  },
  basket: {
    1: { fa: 'یک کالا', en: 'One product' },
    '2_3': { fa: 'دو یا سه کالای مختلف', en: 'Two or three different products' },
    '4_9': { fa: 'چهار تا نه کالای مختلف', en: 'Four to nine different products' },
    10: { fa: 'ده کالای مختلف یا بیشتر', en: 'Ten different products or more' },
  },
  value: {
    1: { fa: 'چارک ارزان‌ترها', en: 'Lowest quarter' },
    2: { fa: 'چارک دوم', en: 'Second quarter' },
    3: { fa: 'چارک سوم', en: 'Third quarter' },
    4: { fa: 'چارک گران‌ترها', en: 'Highest quarter' },
  },
  season: {
    persian_1: { fa: 'بهار', en: 'Spring (Farvardin–Khordad)' },
    persian_2: { fa: 'تابستان', en: 'Summer (Tir–Shahrivar)' },
    persian_3: { fa: 'پاییز', en: 'Autumn (Mehr–Azar)' },
    persian_4: { fa: 'زمستان', en: 'Winter (Dey–Esfand)' },
    gregorian_1: { fa: 'ژانویه تا مارس', en: 'January to March' },
    gregorian_2: { fa: 'آوریل تا ژوئن', en: 'April to June' },
    gregorian_3: { fa: 'ژوئیه تا سپتامبر', en: 'July to September' },
    gregorian_4: { fa: 'اکتبر تا دسامبر', en: 'October to December' },
  },
}

/** What those customers' first purchases have in common: the shop's own name for it, or ours. */
export function factorLabel(
  { kind, value, name }: { readonly kind: FactorKind; readonly value: string; readonly name: string | null },
  language: Language,
): string {
  return name ?? LEVEL_WORDS[kind]?.[value]?.[language] ?? value
}
