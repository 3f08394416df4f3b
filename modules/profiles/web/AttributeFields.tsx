import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerResponse } from '#api/customers'
import { type Format, useFormat } from '#web/format.tsx'
import { Button } from '#web/ui/button.tsx'
import { DateField } from '#web/ui/date-field.tsx'
import { NumberField } from '#web/ui/number-field.tsx'
import { Select } from '#web/ui/select.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import type { AttributeResponse, AttributeValue } from '../api.ts'
import { attributeName } from './attribute-name.ts'
import { useAttributes } from './data.ts'
import { EditableField } from './EditableField.tsx'

interface AttributeFieldsProps {
  readonly id: string
  readonly customer: CustomerResponse
}

/** The workspace's own attributes of this customer; where there are many, those without a value are folded away. */
export function AttributeFields({ id, customer }: AttributeFieldsProps) {
  const { t } = useTranslation('profiles')
  const [isOpen, setOpen] = useState(false)
  const used = (useAttributes().data?.rows ?? []).filter(({ archived }) => !archived)
  const valueOf = ({ key }: AttributeResponse) => customer.attributes[key] ?? null
  const known = used.filter((definition) => valueOf(definition) !== null)
  const first = known.length > FEW ? known.slice(0, FEW) : used.length > FEW ? known : used
  const shown = isOpen ? used : first
  const more = used.length - first.length
  return (
    <>
      {shown.map((definition) => (
        <AttributeField key={definition.key} id={id} definition={definition} value={valueOf(definition)} />
      ))}
      {more > 0 && (
        <div>
          <Button look="quiet" size="sm" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
            {isOpen ? t('attribute.fewer') : t('attribute.more', { count: more })}
          </Button>
        </div>
      )}
    </>
  )
}

const FEW = 8

interface AttributeFieldProps {
  readonly id: string
  readonly definition: AttributeResponse
  readonly value: AttributeValue
}

function AttributeField({ id, definition, value }: AttributeFieldProps) {
  const format = useFormat()
  const words = useTranslation('profiles').t
  const label = attributeName(definition, format.language)
  return (
    <EditableField
      id={id}
      field={`attribute:${definition.key}`}
      label={label}
      shown={value === null ? null : shownValue(value, definition, format, words)}
      draft={value}
      change={(draft) => ({ attributes: { [definition.key]: draft === '' ? null : draft } })}
    >
      {(draft, set, save) => <AttributeInput label={label} definition={definition} value={draft} onChange={set} onChoose={save} />}
    </EditableField>
  )
}

type Words = ReturnType<typeof useTranslation<'profiles'>>['t']

function shownValue(value: string | number | boolean, { type }: AttributeResponse, format: Format, t: Words) {
  if (typeof value === 'boolean') return value ? t('attribute.yes') : t('attribute.no')
  if (typeof value === 'number') return format.number(value, Number.isInteger(value) ? 0 : 2)
  return type === 'date' ? format.day(value) : <bdi>{value}</bdi>
}

interface AttributeInputProps {
  readonly label: string
  readonly definition: AttributeResponse
  readonly value: AttributeValue
  readonly onChange: (value: AttributeValue) => void
  readonly onChoose: (value: AttributeValue) => void
}

const NONE = 'none'

function AttributeInput({ label, definition, value, onChange, onChoose }: AttributeInputProps) {
  const { t } = useTranslation('profiles')
  const hint = definition.description ?? undefined
  if (definition.type === 'number') {
    return (
      <NumberField
        label={label}
        hint={hint}
        value={typeof value === 'number' ? value : NaN}
        onChange={(next) => onChange(Number.isNaN(next) ? null : next)}
        autoFocus
      />
    )
  }
  if (definition.type === 'date')
    return <DateField label={label} hint={hint} value={typeof value === 'string' ? value : null} onChange={onChange} />
  if (definition.type === 'text')
    return <TextField label={label} hint={hint} value={typeof value === 'string' ? value : ''} onChange={onChange} autoFocus />
  const none = { id: NONE, label: t('person.unknown') }
  if (definition.type === 'yes_no') {
    const options = [none, { id: 'yes', label: t('attribute.yes') }, { id: 'no', label: t('attribute.no') }]
    const chosen = value === true ? 'yes' : value === false ? 'no' : NONE
    return (
      <Select
        label={label}
        hint={hint}
        value={chosen}
        onChange={(next) => onChoose(next === NONE ? null : next === 'yes')}
        options={options}
      />
    )
  }
  // A choice may have the name of ours for none, so the list counts in places.
  const options = [none, ...definition.choices.map((choice, place) => ({ id: String(place), label: choice }))]
  const place = definition.choices.findIndex((choice) => choice === value)
  return (
    <Select
      label={label}
      hint={hint}
      value={place < 0 ? NONE : String(place)}
      onChange={(next) => onChoose(next === NONE ? null : (definition.choices[Number(next)] ?? null))}
      options={options}
    />
  )
}
