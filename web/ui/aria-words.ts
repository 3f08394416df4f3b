import english from 'react-aria-components/i18n/en-US'
import { languageNow } from '#web/i18n.ts'

type Word = string | ((values?: Readonly<Record<string, string | number | boolean>>) => string)
type Words = Record<string, Word>

/** The package types this file wrongly as a module without values. */
const ENGLISH: Record<string, Words> = Object.fromEntries(Object.entries(english))

/**
 * Gives React Aria Persian words, which it lacks, for what it says by itself to people who listen.
 * Called once before the first render; each word follows the language then shown. What is not worded here stays English.
 */
export function installAriaWords(): void {
  const packages = Object.entries(ENGLISH).map(([name, words]) => [name, inBothLanguages(words, PERSIAN[name] ?? {})])
  // React Aria's own door for ready-made strings: it reads one table for one language, so the table's entries are getters.
  Reflect.set(window, Symbol.for('react-aria.i18n.locale'), 'en-US')
  Reflect.set(window, Symbol.for('react-aria.i18n.strings'), Object.fromEntries(packages))
}

function inBothLanguages(english: Words, persian: Words): Words {
  const both: Words = {}
  for (const key of Object.keys(english)) {
    Object.defineProperty(both, key, { enumerable: true, get: () => (languageNow() === 'fa' ? persian[key] : undefined) ?? english[key] })
  }
  return both
}

const NUMBER = new Intl.NumberFormat('fa-IR')

const PERSIAN: Record<string, Words> = {
  '@react-aria/autocomplete': { collectionLabel: 'پیشنهادها' },
  '@react-aria/calendar': {
    previous: 'پیشین',
    next: 'بعدی',
    minimumDate: 'نخستین روز ممکن',
    maximumDate: 'آخرین روز ممکن',
    selectedDateDescription: (words) => `روز انتخاب‌شده: ${words?.date}`,
    selectedRangeDescription: (words) => `بازهٔ انتخاب‌شده: ${words?.dateRange}`,
    todayDate: (words) => `امروز، ${words?.date}`,
    todayDateSelected: (words) => `امروز، ${words?.date}، انتخاب‌شده`,
    dateSelected: (words) => `${words?.date}، انتخاب‌شده`,
    startRangeSelectionPrompt: 'برای آغاز بازه کلیک کنید',
    finishRangeSelectionPrompt: 'برای پایان بازه کلیک کنید',
    dateRange: (words) => `${words?.startDate} تا ${words?.endDate}`,
  },
  '@react-aria/combobox': {
    buttonLabel: 'نمایش پیشنهادها',
    listboxLabel: 'پیشنهادها',
    selectedAnnouncement: (words) => `${words?.optionText}، انتخاب شد`,
    countAnnouncement: (words) => `${NUMBER.format(Number(words?.optionCount))} گزینه هست.`,
    focusAnnouncement: (words) => `${words?.optionText}${words?.isSelected ? '، انتخاب‌شده' : ''}`,
  },
  '@react-aria/datepicker': {
    era: 'دوره',
    year: 'سال',
    month: 'ماه',
    day: 'روز',
    hour: 'ساعت',
    minute: 'دقیقه',
    second: 'ثانیه',
    dayPeriod: 'پیش یا پس از ظهر',
    calendar: 'تقویم',
    weekday: 'روز هفته',
    startDate: 'روز آغاز',
    endDate: 'روز پایان',
    timeZoneName: 'منطقهٔ زمانی',
    selectedDateDescription: (words) => `روز انتخاب‌شده: ${words?.date}`,
    selectedRangeDescription: (words) => `بازهٔ انتخاب‌شده: ${words?.startDate} تا ${words?.endDate}`,
  },
  '@react-aria/dnd': {
    dropDescriptionTouch: 'برای رها کردن دو بار ضربه بزنید.',
    dropDescriptionVirtual: 'برای رها کردن کلیک کنید.',
    dropDescriptionKeyboard: 'با Enter رها کنید و با Escape لغو کنید.',
    dropComplete: 'رها شد.',
    dropCanceled: 'لغو شد.',
  },
  '@react-aria/menu': { longPressMessage: 'برای باز کردن فهرست نگه دارید یا Alt و پیکان پایین را بزنید' },
  '@react-aria/numberfield': {
    decrease: (words) => `کم کردن ${words?.fieldLabel}`,
    increase: (words) => `زیاد کردن ${words?.fieldLabel}`,
    numberField: 'فیلد عدد',
  },
  '@react-aria/overlays': { dismiss: 'بستن' },
  '@react-aria/searchfield': { 'Clear search': 'پاک کردن جست‌وجو' },
  '@react-aria/spinbutton': { Empty: 'خالی' },
  '@react-aria/tag': { removeDescription: 'برای برداشتن، Delete را بزنید.', removeButtonLabel: 'برداشتن' },
  '@react-aria/toast': { close: 'بستن', notifications: (words) => `${NUMBER.format(Number(words?.count))} پیام.` },
  '@react-stately/datepicker': {
    rangeUnderflow: (words) => `روز باید ${words?.minValue} یا پس از آن باشد.`,
    rangeOverflow: (words) => `روز باید ${words?.maxValue} یا پیش از آن باشد.`,
    rangeReversed: 'روز آغاز باید پیش از روز پایان باشد.',
    unavailableDate: 'این روز در دسترس نیست.',
  },
  'react-aria-components': {
    selectPlaceholder: 'یکی را انتخاب کنید',
    tableResizer: 'تغییر اندازه',
    dropzoneLabel: 'جای رها کردن فایل',
    colorSwatchPicker: 'رنگ‌ها',
  },
}
