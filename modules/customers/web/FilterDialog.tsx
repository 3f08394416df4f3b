import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { Button } from '#web/ui/button.tsx'
import { ComboBox } from '#web/ui/combobox.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Select } from '#web/ui/select.tsx'
import type { ListField } from '../api-list.ts'
import type { FieldCondition, FilterOp } from '../api.ts'
import { FilterValue, valueIsWhole, type Value } from './FilterValue.tsx'

interface FilterDialogProps {
  readonly fields: readonly ListField[]
  /** What is changed; null for a new one. */
  readonly before: FieldCondition | null
  readonly onClose: () => void
  readonly onSave: (condition: FieldCondition) => void
}

/** One condition: a field, what is asked of it, and the value. */
export function FilterDialog({ fields, before, onClose, onSave }: FilterDialogProps) {
  const { t } = useTranslation(['customers', 'web'])
  const { language } = useFormat()
  const [name, setName] = useState(before?.field ?? null)
  const [op, setOp] = useState<FilterOp | null>(before?.op ?? null)
  const [value, setValue] = useState<Value>(before?.value ?? null)
  const field = fields.find((each) => each.name === name)
  const chosenOp = field?.ops.find((each) => each === op) ?? field?.ops[0]
  const choose = (next: string | null) => {
    setName(next)
    setOp(null)
    setValue(null)
  }
  const asked =
    field && chosenOp && valueIsWhole(field, chosenOp, value)
      ? { field: field.name, op: chosenOp, value: valueFor(field, chosenOp, value) }
      : null
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={before ? t('filter.change') : t('filter.add')}
      actions={
        <>
          <Button onPress={onClose}>{t('web:actions.cancel')}</Button>
          <Button look="primary" isDisabled={!asked} onPress={() => asked && onSave(asked)}>
            {before ? t('web:actions.save') : t('filter.apply')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <ComboBox
          label={t('filter.field')}
          value={name}
          onChange={choose}
          options={fields.map((each) => ({ id: each.name, label: each.label[language], hint: groupOf(each.module) }))}
          placeholder={t('filter.fieldSearch')}
        />
        {field && chosenOp && field.type !== 'yes_no' && (
          <Select
            label={t('filter.operator')}
            value={chosenOp}
            onChange={(next) => {
              if (shapeOf(next) !== shapeOf(chosenOp)) setValue(null)
              setOp(next)
            }}
            options={field.ops.map((id) => ({ id, label: t(`filter.op.${id}`) }))}
          />
        )}
        {field && chosenOp && (
          <FilterValue key={`${field.name} ${shapeOf(chosenOp)}`} field={field} op={chosenOp} value={value} onChange={setValue} />
        )}
      </div>
    </Dialog>
  )

  function groupOf(module: string): string {
    const known = MODULES.find((each) => each === module)
    return known ? t(`filter.module.${known}`) : module
  }
}

const MODULES = ['customers', 'orders', 'profiles', 'consent', 'segments', 'tracking'] as const

/** Operators of one shape take the same values. */
function shapeOf(op: FilterOp): 'none' | 'days' | 'two' | 'many' | 'one' {
  if (op === 'known' || op === 'unknown') return 'none'
  if (op === 'in_last' || op === 'not_in_last' || op === 'in_next') return 'days'
  if (op === 'between') return 'two'
  return op === 'any_of' || op === 'none_of' ? 'many' : 'one'
}

function valueFor(field: ListField, op: FilterOp, value: Value): Value {
  if (shapeOf(op) === 'none') return null
  return field.type === 'yes_no' ? value !== false : value
}
