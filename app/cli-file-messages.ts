/** Why a file of orders cannot be read, as the terminal says it. */
export const FILE_TEXTS = {
  'imports.empty_file': { en: 'The file is empty.', fa: 'فایل خالی است.' },
  'imports.only_headings': { en: 'The file has headings but no rows.', fa: 'فایل سرستون دارد اما سطری ندارد.' },
  'imports.one_column': { en: 'There is only one column; is it a table of orders?', fa: 'فقط یک ستون هست؛ آیا این جدول سفارش‌هاست؟' },
  'imports.not_a_table': {
    en: 'This is not a table of rows and columns (CSV or XLSX).',
    fa: 'این فایل جدولی از سطر و ستون نیست (CSV یا XLSX).',
  },
  'imports.empty_archive': { en: 'The archive holds no file.', fa: 'در بایگانی فایلی نیست.' },
  'imports.archive_in_archive': {
    en: 'The archive holds another archive; unpack it once.',
    fa: 'در بایگانی، بایگانی دیگری است؛ یک بار بازش کنید.',
  },
  'imports.several_files': {
    en: 'The archive holds several files ({files}); give one of them.',
    fa: 'در بایگانی چند فایل هست ({files})؛ یکی از آن‌ها را بدهید.',
  },
  'imports.encrypted_archive': {
    en: 'The file is locked with a password; save it without one.',
    fa: 'فایل رمز دارد؛ بدون رمز ذخیره‌اش کنید.',
  },
  'imports.unknown_compression': {
    en: 'The archive is compressed in a way that cannot be read; use zip or gzip.',
    fa: 'فشرده‌سازی فایل خواندنی نیست؛ از zip یا gzip استفاده کنید.',
  },
  'imports.archive_too_large': {
    en: 'The archive unpacks to far more than it should; it is not read.',
    fa: 'بایگانی بیش از اندازه باز می‌شود و خوانده نمی‌شود.',
  },
  'imports.damaged_archive': { en: 'The archive is damaged or not complete.', fa: 'بایگانی آسیب دیده یا ناقص است.' },
  'imports.damaged_workbook': { en: 'The workbook is damaged or not complete.', fa: 'فایل اکسل آسیب دیده یا ناقص است.' },
  'imports.old_or_locked_workbook': {
    en: 'This is an old (.xls) or locked workbook; save it as .xlsx without a password.',
    fa: 'این فایل اکسل قدیمی (.xls) یا رمزدار است؛ آن را بدون رمز با پسوند .xlsx ذخیره کنید.',
  },
  'imports.unknown_column': { en: 'There is no column "{column}".', fa: 'ستونی به نام «{column}» نیست.' },
  'imports.no_customer_column': {
    en: 'No column says who the customer is; name it with --customer.',
    fa: 'معلوم نشد کدام ستون مشتری است؛ با --customer مشخص کنید.',
  },
  'imports.no_date_column': {
    en: 'No column says when the order was placed; name it with --date.',
    fa: 'معلوم نشد کدام ستون تاریخ سفارش است؛ با --date مشخص کنید.',
  },
  'imports.column_used_twice': { en: 'One column is named for two things.', fa: 'یک ستون برای دو چیز داده شده است.' },
  'imports.amount_and_price': {
    en: 'Give the amount, or quantity and price, not both.',
    fa: 'یا مبلغ را بدهید یا تعداد و قیمت را، نه هر دو.',
  },
  'imports.other_currency': { en: 'The file is in another currency.', fa: 'فایل به واحد پول دیگری است.' },
} as const
