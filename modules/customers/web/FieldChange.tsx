import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Value } from '#web/conditions/fields.ts'
import { ValueEditor } from '#web/conditions/ValueEditor.tsx'
import { useFormat } from '#web/format.tsx'
import { ComboBox } from '#web/ui/combobox.tsx'
import type { BulkChange, ListField } from '../api-list.ts'
import { useFields } from './data-list.ts'

/** Fields of the customer's own that many may get at once, by their names as filters. */
const OWN = ['owner', 'kind', 'trade', 'language', 'city', 'country', 'acquisition'] as const
const ATTRIBUTE = 'attribute.'

/** Chooses a field and its new value. */
export function FieldChange({ onChange }: { readonly onChange: (change: BulkChange | null) => void }) {
  const { t } = useTranslation('conditions')
  const { language } = useFormat()
  const fields = (useFields().data?.fields ?? []).filter(({ name }) => name.startsWith(ATTRIBUTE) || OWN.some((own) => own === name))
  const [name, setName] = useState<string | null>(null)
  const [value, setValue] = useState<Value>(null)
  const field = fields.find((each) => each.name === name)
  const say = (next: Value) => {
    setValue(next)
    onChange(field ? changeOf(field, next) : null)
  }
  const choose = (next: string | null) => {
    setName(next)
    setValue(null)
    const chosen = fields.find((each) => each.name === next)
    onChange(chosen?.type === 'yes_no' ? changeOf(chosen, true) : null)
  }
  return (
    <>
      <ComboBox
        label={t('field')}
        value={name}
        onChange={choose}
        options={fields.map((each) => ({ id: each.name, label: each.label[language] }))}
      />
      {field && <ValueEditor key={field.name} field={field} op="is" value={value} onChange={say} />}
    </>
  )
}

function changeOf({ name }: ListField, value: Value): BulkChange | null {
  if (value === null || value === '' || Array.isArray(value)) return null
  if (name.startsWith(ATTRIBUTE)) return { attributes: { [name.slice(ATTRIBUTE.length)]: value } }
  const text = String(value)
  if (name === 'owner') return { fields: { ownerId: text } }
  if (name === 'kind') return { fields: { kind: text === 'business' ? 'business' : 'person' } }
  if (name === 'trade') return { fields: { trade: text === 'reseller' ? 'reseller' : 'end' } }
  const plain = PLAIN.find((each) => each === name)
  return plain ? { fields: { [plain]: text } } : null
}

const PLAIN = ['language', 'city', 'country', 'acquisition'] as const
