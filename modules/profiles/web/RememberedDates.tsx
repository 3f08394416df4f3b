import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import type { RememberedDateRequest, RememberedDateResponse } from '../api.ts'
import { KeptList } from './KeptList.tsx'
import { ToldDateField, type TypedDate } from './ToldDateField.tsx'
import { toldDateText } from './told-date.ts'

interface Draft {
  readonly label: string
  readonly day: TypedDate | null
}

/** Days to remember every year. */
export function RememberedDates({ id, dates }: { readonly id: string; readonly dates: readonly RememberedDateResponse[] }) {
  const { t } = useTranslation('profiles')
  const format = useFormat()
  return (
    <KeptList
      id={id}
      path="dates"
      title={t('dates.title')}
      addLabel={t('dates.add')}
      none={t('dates.none')}
      items={dates}
      show={(date) => (
        <>
          <bdi>{date.label}</bdi>
          <div className="text-sm text-ink-soft">{toldDateText(date, format)}</div>
        </>
      )}
      draftOf={(date): Draft =>
        date ? { label: date.label, day: { date: date.date, calendar: date.calendar } } : { label: '', day: null }
      }
      body={({ label, day }): RememberedDateRequest | null => (label.trim() === '' || !day ? null : { label, ...day })}
      fields={(draft, set) => (
        <>
          <TextField label={t('dates.label')} value={draft.label} onChange={(label) => set({ ...draft, label })} isRequired autoFocus />
          <ToldDateField value={draft.day} onChange={(day) => set({ ...draft, day })} />
        </>
      )}
    />
  )
}
