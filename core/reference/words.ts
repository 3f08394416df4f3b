/** What the reference page says around the operations, whose own words are the declarations'. */
export const WORDS = {
  en: {
    title: 'Bazgasht: the management API',
    intro: 'Everything that the screens do, for programs. Make a token under Settings, API tokens, and send it with every request:',
    document: 'The whole of it as an OpenAPI document',
    contents: 'Contents',
    permission: 'Permission',
    parameters: 'Parameters',
    required: 'required',
    body: 'Request',
    answer: 'Answer',
    errors: 'Errors',
    errors_text: 'Errors are problem details (RFC 9457). The code stays the same; title and detail follow Accept-Language.',
    events: 'Events that are sent to webhooks',
    schema: 'Schema',
  },
  fa: {
    title: 'بازگشت: راهنمای API مدیریت',
    intro: 'هر کاری که صفحه‌ها می‌کنند، برای برنامه‌ها. در تنظیمات، بخش توکن‌های API، توکنی بسازید و با هر درخواست بفرستید:',
    document: 'همهٔ راهنما در قالب OpenAPI',
    contents: 'فهرست',
    permission: 'اجازه',
    parameters: 'پارامترها',
    required: 'الزامی',
    body: 'درخواست',
    answer: 'پاسخ',
    errors: 'خطاها',
    errors_text: 'خطاها در قالب \u2068RFC 9457\u2069 هستند. کد در همهٔ زبان‌ها یکی است؛ عنوان و توضیح از Accept-Language پیروی می‌کنند.',
    events: 'رویدادهایی که به وب‌هوک‌ها فرستاده می‌شوند',
    schema: 'ساختار',
  },
} as const

export type Words = (typeof WORDS)['en' | 'fa']
