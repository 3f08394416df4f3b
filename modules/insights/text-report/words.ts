/** What the text report says, in both languages. */
export const WORDS = {
  en: {
    title: 'Return report', asOf: 'as of', rows: 'rows read', used: 'used', customers: 'Customers', orders: 'Orders', revenue: 'Revenue',
    refunds: 'Refunds', returnRate: 'Return rate', returned: 'customers with a 2nd purchase', repeatRate: 'Repeat rate', repeated: 'customers with a 3rd purchase',
    window: 'Activity window', days: 'days', suggested: 'suggested: 90% of gaps between purchases are no longer', set: 'set by you',
    empty: 'No purchases were found.',
    shares: 'First, second and later purchases', shareOfRevenue: 'of revenue', shareOfOrders: 'of orders', meanOrder: 'mean order',
    first: 'First', second: 'Second', later: 'Third and later',
    next: 'Probability of a next purchase', after: 'after purchase', of: 'of', interval: '95% interval',
    retention: 'Customer retention (E − N) / S', period: 'Period', rate: 'Rate', start: 'Start', new: 'New', end: 'End', retained: 'Kept', wonBack: 'Back', lost: 'Lost', strict: 'Strict',
    running: 'still running', earlier: 'earlier ones are in --format csv and json',
    cohorts: 'Cohorts by month of first purchase: % of them who bought again k months later', cohort: 'Month', size: 'Size',
    time: 'Time to return', median: 'Median', quartiles: 'middle half', within: 'within', ofCustomers: 'of all customers', from: 'from', to: 'to',
    skipped: 'Skipped rows', comma: ', ', ordersIn: 'orders',
  },
  fa: {
    title: 'گزارش بازگشت', asOf: 'تا', rows: 'سطر خوانده شد', used: 'سطر به کار رفت', customers: 'مشتریان', orders: 'سفارش‌ها', revenue: 'فروش',
    refunds: 'بازپرداخت‌ها', returnRate: 'نرخ بازگشت', returned: 'مشتری با خرید دوم', repeatRate: 'نرخ تکرار', repeated: 'مشتری با خرید سوم',
    window: 'بازهٔ فعالیت', days: 'روز', suggested: 'پیشنهادی: ۹۰٪ فاصله‌های خرید از این بیشتر نیست', set: 'به انتخاب شما',
    empty: 'هیچ خریدی پیدا نشد.',
    shares: 'خرید اول، دوم و بعدی', shareOfRevenue: 'از فروش', shareOfOrders: 'از سفارش‌ها', meanOrder: 'میانگین سفارش',
    first: 'اول', second: 'دوم', later: 'سوم و بعدی',
    next: 'احتمال خرید بعدی', after: 'پس از خرید', of: 'از', interval: 'بازهٔ ۹۵٪',
    retention: 'نرخ بازگشت مشتری (E − N) / S', period: 'دوره', rate: 'نرخ', start: 'آغاز', new: 'تازه', end: 'پایان', retained: 'مانده', wonBack: 'بازآمده', lost: 'رفته', strict: 'سخت',
    running: 'هنوز در جریان', earlier: 'دوره‌های پیش‌تر در --format csv و json هست',
    cohorts: 'گروه‌ها بر پایهٔ ماه نخستین خرید: درصدی که k ماه بعد باز خریدند', cohort: 'ماه', size: 'اندازه',
    time: 'زمان تا بازگشت', median: 'میانه', quartiles: 'نیمهٔ میانی', within: 'تا', ofCustomers: 'از همهٔ مشتریان', from: 'از', to: 'تا',
    skipped: 'سطرهای کنار گذاشته', comma: '، ', ordersIn: 'سفارش',
  },
} as const

export type Words = Readonly<Record<keyof (typeof WORDS)['en'], string>>

/** Why rows were left out, by reason. */
export const REASONS: Readonly<Record<string, Readonly<Record<'en' | 'fa', string>>>> = {
  no_customer: { en: 'no customer', fa: 'بدون مشتری' },
  no_date: { en: 'no date', fa: 'بدون تاریخ' },
  bad_date: { en: 'a date that cannot be read', fa: 'تاریخ ناخوانا' },
  bad_amount: { en: 'an amount that cannot be read', fa: 'مبلغ ناخوانا' },
  too_few_columns: { en: 'too few columns', fa: 'ستون‌های کم' },
  empty_row: { en: 'empty', fa: 'خالی' },
  too_long: { en: 'a cell that is too long', fa: 'خانهٔ بیش از حد بلند' },
}
