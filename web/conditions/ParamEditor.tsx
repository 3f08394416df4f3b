import { useTranslation } from 'react-i18next'
import { isoOfDay } from '#pure/calendar'
import { ChoicesPicker } from '#web/conditions/ChoicePickers.tsx'
import type { ConditionParam, Params } from '#web/conditions/fields.ts'
import { PeriodPicker } from '#web/conditions/PeriodPicker.tsx'
import { useMoneyUnits } from '#web/conditions/use-money-units.ts'
import { useFormat } from '#web/format.tsx'
import { DateRangePicker } from '#web/ui/date-range-picker.tsx'
import { NumberField } from '#web/ui/number-field.tsx'
import { Select } from '#web/ui/select.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import { useToday } from '#web/ui/use-today.ts'

type Given = Params[string]

interface ParamEditorProps {
  readonly field: string
  readonly param: ConditionParam
  readonly value: Given | undefined
  readonly onChange: (value: Given | undefined) => void
}

/** What a condition tells beside operator and value: which event, of at least how much, when. */
export function ParamEditor({ field, param, value, onChange }: ParamEditorProps) {
  const { t } = useTranslation('conditions')
  const { language, moneyUnit } = useFormat()
  const units = useMoneyUnits()
  const label = param.isRequired ? param.label[language] : t('optional', { label: param.label[language] })
  if (param.type === 'when') return <WhenEditor value={value} onChange={onChange} />
  if (param.type === 'property') return <PropertyEditor label={label} value={value} onChange={onChange} />
  if (param.type === 'choice')
    return (
      <ChoicesPicker
        label={label}
        of={param.hasChoices ? { field, param: param.name } : null}
        isFree={param.name === 'event' || param.name === 'page'}
        value={value === undefined ? [] : [value].flat().map(String)}
        onChange={(next) => onChange(next.length > 0 ? [...next] : undefined)}
      />
    )
  if (param.type === 'money')
    return (
      <NumberField
        label={label}
        unit={moneyUnit()}
        value={value === undefined ? Number.NaN : units.shown(String(value))}
        onChange={(next) => onChange(Number.isNaN(next) ? undefined : units.minor(next))}
        minValue={0}
      />
    )
  return <TextField label={label} value={value === undefined ? '' : String(value)} onChange={(next) => onChange(next || undefined)} />
}

function PropertyEditor({ label, value, onChange }: { readonly label: string } & Pick<ParamEditorProps, 'value' | 'onChange'>) {
  const { t } = useTranslation('conditions')
  const [name = '', wanted = ''] = value === undefined ? [] : [value].flat().map(String)
  const change = (next: readonly [string, string]) => onChange(next[0] === '' && next[1] === '' ? undefined : [...next])
  return (
    <div className="flex flex-wrap gap-3">
      <TextField label={label} value={name} onChange={(next) => change([next, wanted])} placeholder={t('propertyName')} />
      {name !== '' && <TextField label={t('propertyIs')} value={wanted} onChange={(next) => change([name, next])} />}
    </div>
  )
}

const KINDS = ['ever', 'days', 'period', 'between'] as const

function WhenEditor({ value, onChange }: Pick<ParamEditorProps, 'value' | 'onChange'>) {
  const { t } = useTranslation('conditions')
  const today = useToday()
  const kind = kindOf(value)
  const begin = (next: (typeof KINDS)[number]) => {
    if (next === 'ever') onChange(undefined)
    if (next === 'days') onChange(30)
    if (next === 'period') onChange('this_month')
    if (next === 'between') onChange([isoOfDay(today - 30), isoOfDay(today)])
  }
  return (
    <div className="flex flex-wrap gap-3">
      <Select
        label={t('when')}
        value={kind}
        onChange={begin}
        options={KINDS.map((id) => ({ id, label: t(`whenKind.${id}`) }))}
        className="min-w-40"
      />
      {typeof value === 'number' && (
        <NumberField
          label={t('days')}
          unit={t('daysUnit')}
          value={value}
          onChange={(next) => onChange(Number.isNaN(next) ? 30 : next)}
          minValue={0}
          maxValue={36_500}
          formatOptions={{ maximumFractionDigits: 0 }}
        />
      )}
      {typeof value === 'string' && <PeriodPicker value={value} onChange={onChange} />}
      {Array.isArray(value) && (
        <DateRangePicker
          label={t('whenKind.between')}
          value={{ from: String(value[0]), to: String(value[1]) }}
          onChange={(next) => next && onChange([next.from, next.to])}
        />
      )}
    </div>
  )
}

function kindOf(value: Given | undefined): (typeof KINDS)[number] {
  if (value === undefined) return 'ever'
  if (typeof value === 'number') return 'days'
  return typeof value === 'string' ? 'period' : 'between'
}
