import { useTranslation } from 'react-i18next'
import { addressOf, type Query } from '#web/api.ts'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { DateRangePicker } from '#web/ui/date-range-picker.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { Select } from '#web/ui/select.tsx'
import { useUrlChoice, useUrlValues } from '#web/url-state.ts'
import type { CohortBy } from '../../time/api.ts'
import { GRAINS } from '../../time/domain-grains.ts'

const MEASURES = ['customers', 'orders', 'revenue', 'margin'] as const
const CALENDARS = ['gregorian', 'persian'] as const
const BY = ['none', 'first_product', 'first_category', 'channel', 'source', 'segment'] as const satisfies readonly CohortBy[]

/** What the page shows, as it stands in the address. */
export function useCohortChoice() {
  const format = useFormat()
  const can = useCan()
  const [measure, setMeasure] = useUrlChoice('measure', MEASURES, 'customers')
  const [grain, setGrain] = useUrlChoice('grain', GRAINS, 'month')
  const [calendar, setCalendar] = useUrlChoice('calendar', CALENDARS, format.calendar)
  const [by, setBy] = useUrlChoice('by', can('segments:read') ? BY : BY.filter((each) => each !== 'segment'), 'none')
  const [show, setShow] = useUrlChoice('show', ['each', 'total'] as const, 'each')
  const [{ from, to }, setValues] = useUrlValues()
  const query: Query = { measure, grain, calendar, by, from, to }
  const exportsOf = (segment: string | null) => (part: 'cohorts' | 'retention' | 'gaps') => {
    if (!can('insights:export')) return undefined
    const link = (kind: 'csv' | 'xlsx') =>
      addressOf('/api/insights/cohorts/export', { ...query, segment, part, format: kind, language: format.language })
    return { csv: link('csv'), xlsx: link('xlsx') }
  }
  return {
    query,
    exportsOf,
    perHead: show === 'each',
    measure: { value: measure, set: setMeasure },
    grain: { value: grain, set: setGrain },
    calendar: { value: calendar, set: setCalendar },
    by: { value: by, set: setBy, all: can('segments:read') ? BY : BY.filter((each) => each !== 'segment') },
    show: { value: show, set: setShow },
    range: { value: from && to ? { from, to } : null, set: setValues },
  }
}

interface CohortChooserProps {
  readonly choice: ReturnType<typeof useCohortChoice>
  readonly hasAmounts: boolean
}

/** Measure, grain, calendar, what customers are told apart by, and when they began. */
export function CohortChooser({ choice, hasAmounts }: CohortChooserProps) {
  const { t } = useTranslation('insights-time')
  const { measure, grain, calendar, by, show, range } = choice
  const measures = hasAmounts ? MEASURES : MEASURES.filter((each) => each === 'customers' || each === 'orders')
  return (
    <>
      <Select
        label={t('cohorts.measure')}
        value={measure.value}
        onChange={measure.set}
        options={measures.map((id) => ({ id, label: t(`cohorts.measures.${id}`) }))}
        className="w-40"
      />
      <Select
        label={t('cohorts.grain')}
        value={grain.value}
        onChange={grain.set}
        options={GRAINS.map((id) => ({ id, label: t(`cohorts.grains.${id}`) }))}
        className="w-32"
      />
      <Select
        label={t('cohorts.by')}
        value={by.value}
        onChange={by.set}
        options={by.all.map((id) => ({ id, label: t(`cohorts.bys.${id}`) }))}
        className="w-52"
      />
      <DateRangePicker
        label={t('cohorts.range')}
        value={range.value}
        calendar={calendar.value}
        onChange={(next) => range.set({ from: next?.from, to: next?.to })}
      />
      <Segmented
        label={t('cohorts.show')}
        value={show.value}
        onChange={show.set}
        options={(['each', 'total'] as const).map((id) => ({
          id,
          label: t(id === 'each' && measure.value === 'customers' ? 'cohorts.shows.share' : `cohorts.shows.${id}`),
        }))}
      />
      <Segmented
        label={t('cohorts.calendar')}
        value={calendar.value}
        onChange={calendar.set}
        options={CALENDARS.map((id) => ({ id, label: t(`cohorts.calendars.${id}`) }))}
      />
    </>
  )
}
