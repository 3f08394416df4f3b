import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { ComboBox } from '#web/ui/combobox.tsx'
import { DateField } from '#web/ui/date-field.tsx'
import { NumberField } from '#web/ui/number-field.tsx'
import { RadioGroup } from '#web/ui/radio-group.tsx'
import { Tags } from '#web/ui/tags.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import type { ListField } from '../api-list.ts'
import type { FieldCondition, FilterOp } from '../api.ts'
import { useChoices } from './data-list.ts'
import { useMoneyUnits } from './use-money-units.ts'

export type Value = Exclude<FieldCondition['value'], undefined>

interface FilterValueProps {
  readonly field: ListField
  readonly op: FilterOp
  readonly value: Value
  readonly onChange: (value: Value) => void
}

/** Whether the value is all that the operator needs. */
export function valueIsWhole({ type }: ListField, op: FilterOp, value: Value): boolean {
  if (op === 'known' || op === 'unknown' || type === 'yes_no') return true
  if (op === 'between') return Array.isArray(value) && value.length === 2 && value.every((each) => each !== '') && inOrder(type, value)
  if (op === 'any_of' || op === 'none_of') return Array.isArray(value) && value.length > 0
  return value !== null && value !== '' && !Array.isArray(value)
}

function inOrder(type: ListField['type'], [from = '', to = '']: readonly (string | number)[]): boolean {
  return type === 'number' || type === 'money' ? Number(from) <= Number(to) : from <= to
}

/** The picker of a condition's value, by the field's type. */
export function FilterValue({ field, op, value, onChange }: FilterValueProps) {
  const { t } = useTranslation('customers')
  if (op === 'known' || op === 'unknown') return null
  if (field.type === 'yes_no')
    return (
      <RadioGroup
        label={t('filter.value')}
        value={value === false ? 'no' : 'yes'}
        onChange={(next) => onChange(next === 'yes')}
        options={[
          { id: 'yes', label: t('filter.yes') },
          { id: 'no', label: t('filter.no') },
        ]}
        inline
      />
    )
  if (op === 'in_last' || op === 'not_in_last' || op === 'in_next')
    return (
      <NumberField
        label={t('filter.days')}
        unit={t('filter.daysUnit')}
        value={typeof value === 'number' ? value : Number.NaN}
        onChange={(next) => onChange(Number.isNaN(next) ? null : next)}
        minValue={0}
        maxValue={36_500}
        formatOptions={{ maximumFractionDigits: 0 }}
      />
    )
  if (op === 'any_of' || op === 'none_of') return <Several field={field} value={value} onChange={onChange} />
  if (op !== 'between') return <One label={t('filter.value')} field={field} value={oneOf(value)} onChange={onChange} />
  const [from = '', to = ''] = Array.isArray(value) ? value : []
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <One label={t('filter.from')} field={field} value={from} onChange={(next) => onChange([next ?? '', to])} />
      <One label={t('filter.to')} field={field} value={to} onChange={(next) => onChange([from, next ?? ''])} />
    </div>
  )
}

function oneOf(value: Value): string | number | null {
  return typeof value === 'string' || typeof value === 'number' ? value : null
}

interface OneProps {
  readonly label: string
  readonly field: ListField
  readonly value: string | number | null
  readonly onChange: (value: string | number | null) => void
}

function One({ label, field, value, onChange }: OneProps) {
  const units = useMoneyUnits()
  const { moneyUnit } = useFormat()
  const isKnown = value !== null && value !== ''
  if (field.type === 'date' || field.type === 'day')
    return <DateField label={label} value={isKnown ? String(value) : null} onChange={onChange} />
  if (field.type === 'number')
    return (
      <NumberField
        label={label}
        value={isKnown ? Number(value) : Number.NaN}
        onChange={(next) => onChange(Number.isNaN(next) ? null : next)}
      />
    )
  if (field.type === 'money')
    return (
      <NumberField
        label={label}
        unit={moneyUnit()}
        value={isKnown ? units.shown(String(value)) : Number.NaN}
        onChange={(next) => onChange(Number.isNaN(next) ? null : units.minor(next))}
      />
    )
  if (field.hasChoices && field.type === 'choice')
    return <Chooser label={label} field={field.name} value={isKnown ? String(value) : null} onChange={onChange} />
  return <TextField label={label} value={isKnown ? String(value) : ''} onChange={onChange} />
}

interface ChooserProps {
  readonly label: string
  readonly field: string
  readonly value: string | null
  readonly onChange: (value: string | null) => void
}

function Chooser({ label, field, value, onChange }: ChooserProps) {
  const { language } = useFormat()
  const [search, setSearch] = useState('')
  const { data, isFetching } = useChoices(field, search)
  return (
    <ComboBox
      label={label}
      value={value}
      onChange={onChange}
      options={(data?.choices ?? []).map((choice) => ({ id: choice.value, label: choice.label[language] }))}
      onSearch={setSearch}
      loading={isFetching}
    />
  )
}

/** Several values: chosen ones stand above, the next is found by typing. Where anything may be written, what was typed can be taken as it is. */
function Several({ field, value, onChange }: Omit<FilterValueProps, 'op'>) {
  const { t } = useTranslation('customers')
  const { language } = useFormat()
  const [search, setSearch] = useState('')
  const [round, setRound] = useState(0)
  const { data, isFetching } = useChoices(field.hasChoices ? field.name : null, search)
  const chosen = Array.isArray(value) ? value.map(String) : []
  const known = (data?.choices ?? []).map((choice) => ({ id: choice.value, label: choice.label[language] }))
  const typed = search.trim()
  const free = field.type === 'text' && typed !== '' && !known.some(({ label }) => label === typed) ? [{ id: typed, label: typed }] : []
  const wordOf = (id: string) => known.find((each) => each.id === id)?.label ?? id
  const add = (id: string | null) => {
    if (id === null || chosen.includes(id)) return
    onChange([...chosen, id])
    setSearch('')
    setRound(round + 1)
  }
  return (
    <div className="flex flex-col gap-3">
      <ComboBox
        key={round}
        label={t('filter.values')}
        hint={t('filter.valuesHint')}
        value={null}
        onChange={add}
        options={[...free, ...known].filter(({ id }) => !chosen.includes(id))}
        onSearch={setSearch}
        loading={isFetching}
      />
      {chosen.length > 0 && (
        <Tags
          label={t('filter.values')}
          tags={chosen.map((id) => ({ id, label: wordOf(id) }))}
          onRemove={(id) => onChange(chosen.filter((each) => each !== id))}
        />
      )}
    </div>
  )
}
