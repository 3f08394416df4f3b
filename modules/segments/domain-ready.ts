import type { Condition } from '#api/customers'

interface InBoth {
  readonly fa: string
  readonly en: string
}

/** A segment that one press adds. */
export interface ReadySegment {
  readonly key: string
  readonly name: InBoth
  readonly description: InBoth
  /** What has to arrive before anybody is in it; null where orders are enough. */
  readonly fedBy: InBoth | null
  readonly condition: Condition
}

/** Names of events by which help desks and forms tell of a complaint. */
const COMPLAINTS = ['Complaint', 'Complaint Opened', 'Complaint Submitted', 'Complaint Created', 'شکایت']

/** The ready-made segments. `best` is the expected value that the best fifth reach, in minor units; without it nobody is best. */
export function readySegments(best: string | null): ReadySegment[] {
  const byValue: ReadySegment[] =
    best === null
      ? []
      : [
          {
            key: 'best',
            name: { fa: 'باارزش‌ترین‌ها از این پس', en: 'Best by expected value' },
            description: {
              fa: 'یک‌پنجمی که بیشترین سود آینده از آن‌ها انتظار می‌رود.',
              en: 'The fifth of customers of whom the most margin is still expected.',
            },
            fedBy: null,
            condition: { field: 'insights.expected_value', op: 'at_least', value: best },
          },
        ]
  return [...READY, ...byValue]
}

const READY: readonly ReadySegment[] = [
  {
    key: 'due',
    name: { fa: 'نزدیک به بازگشت', en: 'Due to return' },
    description: {
      fa: 'خرید بعدی‌شان تا دو هفتهٔ دیگر انتظار می‌رود و هنوز مشتری‌اند.',
      en: 'Their next purchase is expected within two weeks, and they are more likely than not still customers.',
    },
    fedBy: null,
    condition: {
      all: [
        { field: 'insights.next_purchase', op: 'in_next', value: 14 },
        { field: 'insights.still_customer', op: 'at_least', value: 50 },
      ],
    },
  },
  {
    key: 'slipping',
    name: { fa: 'یک‌بارخریدهای در آستانهٔ رفتن', en: 'One-time buyers about to slip' },
    description: {
      fa: 'یک بار خریده‌اند و بیش از آنچه معمول است خاموش مانده‌اند.',
      en: 'They bought once, and have been silent for longer than usual.',
    },
    fedBy: null,
    condition: {
      all: [
        { field: 'purchases', op: 'is', value: 1 },
        { field: 'stage', op: 'any_of', value: ['at_risk'] },
      ],
    },
  },
  {
    key: 'loyal',
    name: { fa: 'وفادارها', en: 'Loyal' },
    description: {
      fa: 'سه بار یا بیشتر خریده‌اند و هنوز به روال خودشان می‌آیند.',
      en: 'They bought three times or more, and still come at their own pace.',
    },
    fedBy: null,
    condition: { field: 'stage', op: 'any_of', value: ['repeat'] },
  },
  {
    key: 'lost',
    name: { fa: 'ازدست‌رفته‌ها', en: 'Lost' },
    description: { fa: 'در همهٔ بازهٔ فعالیت فروشگاه چیزی نخریده‌اند.', en: 'They bought nothing during the whole activity window.' },
    fedBy: null,
    condition: { field: 'stage', op: 'any_of', value: ['former'] },
  },
  {
    key: 'discount',
    name: { fa: 'فقط با تخفیف', en: 'Discount only' },
    description: { fa: 'دست‌کم دو بار خریده‌اند و هر بار با تخفیف.', en: 'They bought at least twice, and always at a discount.' },
    fedBy: { fa: 'تخفیف یا کد تخفیف روی سفارش‌ها', en: 'discounts or coupons on orders' },
    condition: {
      all: [
        { field: 'purchases', op: 'at_least', value: 2 },
        { field: 'buying.discounted', op: 'at_least', value: 99.5 },
      ],
    },
  },
  {
    key: 'birthday',
    name: { fa: 'تولد در این ماه', en: 'Birthday this month' },
    description: { fa: 'تولدشان در این ماه از تقویم فروشگاه است.', en: 'Their birthday falls into this month of the shop’s calendar.' },
    fedBy: { fa: 'تاریخ تولد مشتری‌ها', en: 'birthdays of customers' },
    condition: { field: 'birthday', op: 'in_period', value: 'this_month' },
  },
  {
    key: 'late',
    name: { fa: 'دیرپرداخت‌ها', en: 'Late payers' },
    description: {
      fa: 'دست‌کم نیمی از پرداخت‌هایشان دیر است، یا اکنون پرداختی عقب افتاده دارند.',
      en: 'At least half of their payments are late, or one is overdue now.',
    },
    fedBy: { fa: 'سررسید پرداخت روی سفارش‌ها', en: 'days on which orders are to be paid' },
    condition: {
      any: [
        { field: 'orders.late_payer', op: 'is', value: true },
        { field: 'orders.overdue', op: 'is', value: true },
      ],
    },
  },
  {
    key: 'complained',
    name: { fa: 'شکایت در ۳۰ روز گذشته', en: 'Complaint in 30 days' },
    description: {
      fa: 'در ۳۰ روز گذشته شکایت کرده‌اند یا خواسته‌اند چیزی را پس بدهند.',
      en: 'In the last 30 days they complained, or asked to return something.',
    },
    fedBy: {
      fa: 'درخواست‌های مرجوعی، و رویدادهای ردیابی به نام «Complaint Opened» یا «شکایت»',
      en: 'return requests, and tracked events named “Complaint Opened” or “Complaint”',
    },
    condition: {
      any: [
        { field: 'did.tracked', op: 'at_least', value: 1, with: { event: COMPLAINTS, when: 30 } },
        { field: 'did.return', op: 'at_least', value: 1, with: { when: 30 } },
      ],
    },
  },
]
