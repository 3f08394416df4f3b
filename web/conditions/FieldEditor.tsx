import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DraftField, opOf } from '#web/conditions/draft.ts'
import { type ConditionField, type ConditionParam, type FilterOp, shapeOf } from '#web/conditions/fields.ts'
import { ParamEditor } from '#web/conditions/ParamEditor.tsx'
import { ValueEditor } from '#web/conditions/ValueEditor.tsx'
import { useFormat } from '#web/format.tsx'
import { Button } from '#web/ui/button.tsx'
import { ComboBox } from '#web/ui/combobox.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { Menu } from '#web/ui/menu.tsx'
import { Select } from '#web/ui/select.tsx'

interface FieldEditorProps {
  readonly fields: readonly ConditionField[]
  readonly draft: DraftField
  readonly onChange: (draft: DraftField) => void
}

/** One condition: what is asked about, what is asked of it, and the value; what happened is asked about with its kind and time. */
export function FieldEditor({ fields, draft, onChange }: FieldEditorProps) {
  const { t } = useTranslation('conditions')
  const { language } = useFormat()
  const groupOf = useGroupNames()
  const field = fields.find((each) => each.name === draft.field)
  const op = field && opOf(field, draft.op)
  const choose = (name: string | null) => {
    const next = fields.find((each) => each.name === name)
    onChange({ ...draft, field: name, op: null, value: next?.isTimes ? 1 : null, with: {} })
  }
  return (
    <div className="flex min-w-0 grow flex-wrap items-start gap-3">
      <ComboBox
        className="min-w-0 grow basis-60 sm:max-w-80"
        label={t('field')}
        value={draft.field}
        onChange={choose}
        options={fields.map((each) => ({ id: each.name, label: each.label[language], hint: groupOf(each.module) }))}
        placeholder={t('fieldSearch')}
      />
      {field && op && field.type !== 'yes_no' && <OpPicker field={field} op={op} draft={draft} onChange={onChange} />}
      {field && op && !isNever(field, op, draft.value) && (
        <ValueEditor
          key={`${field.name} ${shapeOf(op)}`}
          field={field}
          op={op}
          value={draft.value}
          onChange={(value) => onChange({ ...draft, op, value })}
        />
      )}
      {field && <ParamEditors key={field.name} field={field} draft={draft} onChange={onChange} />}
    </div>
  )
}

interface ParamEditorsProps {
  readonly field: ConditionField
  readonly draft: DraftField
  readonly onChange: (draft: DraftField) => void
}

/** What has to be told and when are always asked; the rest once it is wanted. */
function ParamEditors({ field, draft, onChange }: ParamEditorsProps) {
  const { t } = useTranslation('conditions')
  const { language } = useFormat()
  const [wanted, setWanted] = useState<readonly string[]>([])
  const isShown = ({ name, type, isRequired }: ConditionParam) =>
    isRequired || type === 'when' || draft.with[name] !== undefined || wanted.includes(name)
  const others = field.params.filter((param) => !isShown(param))
  return (
    <>
      {field.params.filter(isShown).map((param) => (
        <ParamEditor
          key={param.name}
          field={field.name}
          param={param}
          value={draft.with[param.name]}
          onChange={(value) => {
            const { [param.name]: _before, ...rest } = draft.with
            onChange({ ...draft, with: value === undefined ? rest : { ...rest, [param.name]: value } })
          }}
        />
      ))}
      {others.length > 0 && (
        <div className="self-end">
          <Menu
            label={t('addDetail')}
            trigger={
              <Button look="quiet" icon={<Icon of={Plus} />}>
                {t('addDetail')}
              </Button>
            }
            groups={[
              {
                id: 'params',
                choices: others.map(({ name, label }) => ({ id: name, label: label[language], run: () => setWanted([...wanted, name]) })),
              },
            ]}
          />
        </div>
      )}
    </>
  )
}

interface OpPickerProps {
  readonly field: ConditionField
  readonly op: FilterOp
  readonly draft: DraftField
  readonly onChange: (draft: DraftField) => void
}

/** What never happened is what happened exactly no times; people look for it by name. */
function OpPicker({ field, op, draft, onChange }: OpPickerProps) {
  const { t } = useTranslation('conditions')
  const options: { readonly id: string; readonly label: string }[] = field.ops.map((id) => ({
    id,
    label: field.isTimes ? timesWord(id) : t(`op.${id}`),
  }))
  const all = field.isTimes ? [...options, { id: 'never', label: t('timesOp.never') }] : options
  const change = (next: string) => {
    if (next === 'never') return onChange({ ...draft, op: 'is', value: 0 })
    const chosen = field.ops.find((each) => each === next) ?? op
    const isKept = shapeOf(chosen) === shapeOf(op) && !isNever(field, op, draft.value)
    onChange({ ...draft, op: chosen, value: isKept ? draft.value : field.isTimes && shapeOf(chosen) === 'one' ? 1 : null })
  }
  return (
    <Select
      className="min-w-40"
      label={t('operator')}
      value={isNever(field, op, draft.value) ? 'never' : op}
      onChange={change}
      options={all}
    />
  )

  function timesWord(id: FilterOp): string {
    return id === 'at_least' || id === 'at_most' || id === 'is' || id === 'between' ? t(`timesOp.${id}`) : t(`op.${id}`)
  }
}

function isNever({ isTimes }: ConditionField, op: FilterOp, value: DraftField['value']): boolean {
  return isTimes && op === 'is' && value === 0
}

const GROUPS = ['customers', 'orders', 'happenings', 'profiles', 'consent', 'segments', 'tracking', 'insights'] as const

/** What modules are called over their fields. */
function useGroupNames(): (module: string) => string {
  const { t } = useTranslation('conditions')
  return (module) => {
    const known = GROUPS.find((each) => each === module)
    return known ? t(`module.${known}`) : module
  }
}
