import { useTranslation } from 'react-i18next'
import { useMoneyUnits } from '#web/conditions/use-money-units.ts'
import { ChoicePicker, ChoicesPicker } from '#web/conditions/ChoicePickers.tsx'
import { type ConditionField, type FilterOp, shapeOf, type Value } from '#web/conditions/fields.ts'
import { PeriodPicker } from '#web/conditions/PeriodPicker.tsx'
import { useFormat } from '#web/format.tsx'
import { DateField } from '#web/ui/date-field.tsx'
import { NumberField } from '#web/ui/number-field.tsx'
import { RadioGroup } from '#web/ui/radio-group.tsx'
import { TextField } from '#web/ui/text-field.tsx'

interface ValueEditorProps {
  readonly field: ConditionField
  readonly op: FilterOp
  readonly value: Value
  readonly onChange: (value: Value) => void
}

/** The picker of a condition's value, by the field's type and the operator. */
export function ValueEditor({ field, op, value, onChange }: ValueEditorProps) {
  const { t } = useTranslation('conditions')
  const shape = shapeOf(op)
  if (shape === 'none') return null
  if (field.type === 'yes_no')
    return (
      <RadioGroup
        label={t('value')}
        value={value === false ? 'no' : 'yes'}
        onChange={(next) => onChange(next === 'yes')}
        options={[
          { id: 'yes', label: t('yes') },
          { id: 'no', label: t('no') },
        ]}
        inline
      />
    )
  if (shape === 'days') return <Whole label={t('days')} unit={t('daysUnit')} value={value} onChange={onChange} />
  if (shape === 'period') return <PeriodPicker value={typeof value === 'string' ? value : null} onChange={onChange} />
  if (shape === 'many')
    return (
      <ChoicesPicker
        label={t('values')}
        of={field.hasChoices ? { field: field.name, param: null } : null}
        isFree={field.type === 'text'}
        value={Array.isArray(value) ? value.map(String) : []}
        onChange={(next) => onChange([...next])}
      />
    )
  if (shape === 'one') return <One label={t('value')} field={field} value={oneOf(value)} onChange={onChange} />
  const [from = '', to = ''] = Array.isArray(value) ? value : []
  return (
    <div className="flex flex-wrap gap-3">
      <One label={t('from')} field={field} value={from} onChange={(next) => onChange([next ?? '', to])} />
      <One label={t('to')} field={field} value={to} onChange={(next) => onChange([from, next ?? ''])} />
    </div>
  )
}

function oneOf(value: Value): string | number | null {
  return typeof value === 'string' || typeof value === 'number' ? value : null
}

interface WholeProps {
  readonly label: string
  readonly unit: string
  readonly value: Value
  readonly onChange: (value: number | null) => void
}

/** A whole number of days or times. */
function Whole({ label, unit, value, onChange }: WholeProps) {
  return (
    <NumberField
      label={label}
      unit={unit}
      value={typeof value === 'number' ? value : Number.NaN}
      onChange={(next) => onChange(Number.isNaN(next) ? null : next)}
      minValue={0}
      maxValue={36_500}
      formatOptions={{ maximumFractionDigits: 0 }}
    />
  )
}

interface OneProps {
  readonly label: string
  readonly field: ConditionField
  readonly value: string | number | null
  readonly onChange: (value: string | number | null) => void
}

function One({ label, field, value, onChange }: OneProps) {
  const { t } = useTranslation('conditions')
  const units = useMoneyUnits()
  const { moneyUnit } = useFormat()
  const known = value === null || value === '' ? null : value
  if (field.type === 'date' || field.type === 'day')
    return <DateField label={label} value={known === null ? null : String(known)} onChange={onChange} />
  if (field.isTimes) return <Whole label={label} unit={t('timesUnit')} value={known === null ? null : Number(known)} onChange={onChange} />
  if (field.type === 'number')
    return (
      <NumberField
        label={label}
        value={known === null ? Number.NaN : Number(known)}
        onChange={(next) => onChange(Number.isNaN(next) ? null : next)}
      />
    )
  if (field.type === 'money')
    return (
      <NumberField
        label={label}
        unit={moneyUnit()}
        value={known === null ? Number.NaN : units.shown(String(known))}
        onChange={(next) => onChange(Number.isNaN(next) ? null : units.minor(next))}
      />
    )
  if (field.hasChoices && field.type === 'choice')
    return (
      <ChoicePicker
        label={label}
        of={{ field: field.name, param: null }}
        value={known === null ? null : String(known)}
        onChange={onChange}
      />
    )
  return <TextField label={label} value={known === null ? '' : String(known)} onChange={onChange} />
}
