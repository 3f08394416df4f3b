import type { ChartLook } from '#web/charts/chart-look.ts'

const writers = (language: string): Pick<ChartLook, 'write' | 'brief'> => ({
  write: (value, format) =>
    value === null ? '–' : value.toLocaleString(language, { style: format === 'percent' ? 'percent' : 'decimal' }),
  brief: (value) => value.toLocaleString(language),
})
/** How charts look for a Persian reader. */
export const persian: ChartLook = {
  ...writers('fa-IR'),
  rtl: true,
  font: 'Vazirmatn Variable',
  motion: false,
  colours: {
    text: '#000',
    muted: '#555',
    line: '#ddd',
    surface: '#fff',
    accent: '#0aa',
    accentSoft: '#cee',
    second: '#08a',
    third: '#fc0',
    loss: '#c33',
    series: ['#0aa', '#08a', '#fc0', '#c33', '#c0c', '#777'],
  },
  number: (value) => value.toLocaleString('fa-IR'),
  percent: (share, digits = 1) => share.toLocaleString('fa-IR', { style: 'percent', maximumFractionDigits: digits }),
}
/** How charts look for an English reader. */
export const english: ChartLook = {
  ...persian,
  ...writers('en'),
  rtl: false,
  number: (value) => value.toLocaleString('en'),
  percent: (share, digits = 1) => share.toLocaleString('en', { style: 'percent', maximumFractionDigits: digits }),
}
