/** Titles, headings and words of exported tables. {money} is where the heading names the unit, if there are amounts. */
export const TITLES = {
  summary: { en: 'Summary', fa: 'خلاصه' },
  purchaseShares: { en: 'First, second and later purchases', fa: 'خریدهای اول، دوم و بعدی' },
  nextPurchase: { en: 'Next purchase', fa: 'خرید بعدی' },
  retention: { en: 'Customer retention', fa: 'نرخ بازگشت مشتری' },
  cohorts: { en: 'Cohorts by month of first purchase', fa: 'گروه‌ها بر پایهٔ ماه نخستین خرید' },
  timeToReturn: { en: 'Time to return', fa: 'زمان تا بازگشت' },
} as const

export const HEADINGS = {
  summary: { en: ['Figure', 'Value'], fa: ['شاخص', 'مقدار'] },
  purchaseShares: {
    en: ['Purchase', 'Orders', 'Revenue{money}', 'Share of revenue', 'Mean order{money}'],
    fa: ['خرید', 'سفارش‌ها', 'فروش{money}', 'سهم از فروش', 'میانگین سفارش{money}'],
  },
  nextPurchase: {
    en: ['After purchase', 'Customers who got there', 'Customers who bought again', 'Probability', 'Low (95%)', 'High (95%)'],
    fa: ['پس از خرید', 'مشتریان رسیده', 'مشتریانی که باز خریدند', 'احتمال', 'کران پایین (۹۵٪)', 'کران بالا (۹۵٪)'],
  },
  retention: {
    en: ['Period', 'Complete', 'Start (S)', 'New (N)', 'End (E)', 'Retained', 'Won back', 'Lost', 'Retention rate (E−N)/S', 'Strict rate'],
    fa: ['دوره', 'کامل', 'آغاز (S)', 'تازه (N)', 'پایان (E)', 'مانده', 'بازآمده', 'ازدست‌رفته', 'نرخ بازگشت (E−N)/S', 'نرخ سخت‌گیرانه'],
  },
  cohorts: {
    en: ['Cohort', 'Size', 'Months since', 'Customers', 'Share', 'Revenue{money}', 'Revenue per customer{money}'],
    fa: ['گروه', 'اندازه', 'ماه‌های گذشته', 'مشتریان', 'سهم', 'فروش{money}', 'فروش به ازای هر مشتری{money}'],
  },
  timeToReturn: {
    en: ['Days', 'Customers returned by then', 'Share of all customers'],
    fa: ['روز', 'مشتریان بازگشته تا آن روز', 'سهم از همهٔ مشتریان'],
  },
} as const

export const SUMMARY = {
  asOf: { en: 'As of', fa: 'تا تاریخ' },
  customers: { en: 'Customers', fa: 'مشتریان' },
  orders: { en: 'Orders', fa: 'سفارش‌ها' },
  currency: { en: 'Currency', fa: 'واحد پول' },
  revenue: { en: 'Revenue', fa: 'فروش' },
  refunds: { en: 'Refunds', fa: 'بازپرداخت‌ها' },
  refunded: { en: 'Refunded', fa: 'مبلغ بازپرداخت' },
  returned: { en: 'Returned (2nd purchase)', fa: 'بازگشته (خرید دوم)' },
  returnRate: { en: 'Return rate', fa: 'نرخ بازگشت' },
  repeated: { en: 'Repeat (3rd purchase)', fa: 'تکراری (خرید سوم)' },
  repeatRate: { en: 'Repeat rate', fa: 'نرخ تکرار' },
  window: { en: 'Activity window (days)', fa: 'بازهٔ فعالیت (روز)' },
  q1: { en: 'Time to return, first quartile (days)', fa: 'زمان تا بازگشت، چارک اول (روز)' },
  median: { en: 'Time to return, median (days)', fa: 'زمان تا بازگشت، میانه (روز)' },
  q3: { en: 'Time to return, third quartile (days)', fa: 'زمان تا بازگشت، چارک سوم (روز)' },
} as const

export const WHICH = {
  first: { en: 'First', fa: 'اول' },
  second: { en: 'Second', fa: 'دوم' },
  later: { en: 'Third and later', fa: 'سوم و بعدی' },
} as const

export const COMPLETE = { yes: { en: 'yes', fa: 'بله' }, no: { en: 'no', fa: 'خیر' } } as const
