import type { Language } from '#pure/numbers'
import { majorUnits } from '../domain-tables.ts'
import { COMPLETE, HEADINGS } from '../domain-table-words.ts'
import type { CohortCut } from './api.ts'

interface CutTable {
  readonly name: string
  readonly headings: readonly string[]
  readonly rows: readonly (readonly (string | number | null)[])[]
}

/** One part of a cut for other programs: one line a cell, plain numbers, money in major units. */
export function cutTable(cut: CohortCut, part: 'cohorts' | 'retention' | 'gaps', language: Language): CutTable {
  if (part === 'gaps') return { name: 'days-between-purchases', headings: WORDS.gaps[language], rows: cut.gaps.counts }
  if (part === 'retention')
    return { name: 'retention', headings: [WORDS.group[language], ...HEADINGS.retention[language]], rows: retentionRows(cut, language) }
  const [group, size, after, of, perHead] = WORDS.cohorts[language]
  const unit = isMoney(cut) ? ` (${cut.currency})` : ''
  const headings = [group, size, after, of, `${WORDS.measures[cut.measure][language]}${unit}`, `${perHead}${unit}`]
  return { name: `cohorts-${cut.measure}-by-${cut.grain}`, headings, rows: cohortRows(cut) }
}

function cohortRows(cut: CohortCut) {
  return cut.rows.flatMap(({ id, name, size, values, eligible }) =>
    values.map((value, k) => {
      const of = eligible?.[k] ?? size
      const written = isMoney(cut) ? majorUnits(String(value), cut.currency) : Number(value)
      return [name ?? id, size, k, of, written, of === 0 || written === null ? null : Number(written) / of]
    }),
  )
}

function retentionRows({ retention }: CohortCut, language: Language) {
  return retention.flatMap(({ name, periods }) =>
    periods.map((row) => [
      name,
      row.period,
      COMPLETE[row.complete ? 'yes' : 'no'][language],
      row.start,
      row.new,
      row.end,
      row.retained,
      row.wonBack,
      row.lost,
      row.rate,
      row.strictRate,
    ]),
  )
}

function isMoney({ measure }: Pick<CohortCut, 'measure'>): boolean {
  return measure === 'revenue' || measure === 'margin'
}

const WORDS = {
  group: { en: 'Group', fa: 'گروه' },
  gaps: { en: ['Days between purchases', 'How often'], fa: ['روز میان دو خرید', 'تعداد'] },
  cohorts: {
    en: ['Cohort', 'Size', 'Periods since', 'Customers who could', 'For each customer'],
    fa: ['گروه', 'اندازه', 'دوره‌های گذشته', 'مشتریانی که می‌توانستند', 'به ازای هر مشتری'],
  },
  measures: {
    customers: { en: 'Customers', fa: 'مشتریان' },
    orders: { en: 'Orders', fa: 'سفارش‌ها' },
    revenue: { en: 'Revenue', fa: 'فروش' },
    margin: { en: 'Margin', fa: 'سود ناخالص' },
  },
} as const
