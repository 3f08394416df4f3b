import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConditionBuilder } from '#web/conditions/ConditionBuilder.tsx'
import { conditionOfDraft, draftOf, type DraftField, type DraftGroup, emptyField, whole } from '#web/conditions/draft.ts'
import { FieldEditor } from '#web/conditions/FieldEditor.tsx'
import type { ConditionField } from '#web/conditions/fields.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import type { Condition, FieldCondition } from '../api.ts'

interface FilterDialogProps {
  readonly fields: readonly ConditionField[]
  /** What is changed; null for a new one. */
  readonly before: FieldCondition | null
  readonly onClose: () => void
  readonly onSave: (condition: FieldCondition) => void
}

/** One condition: a field, what is asked of it, and the value. */
export function FilterDialog({ fields, before, onClose, onSave }: FilterDialogProps) {
  const { t } = useTranslation('customers')
  const [draft, setDraft] = useState<DraftField>(() =>
    before ? { ...emptyField(), field: before.field, op: before.op, value: before.value ?? null, with: before.with ?? {} } : emptyField(),
  )
  const asked = whole(draft, fields)
  return (
    <FilterFrame
      title={before ? t('filter.change') : t('filter.add')}
      isNew={before === null}
      onClose={onClose}
      onSave={asked && (() => onSave(asked))}
    >
      <FieldEditor fields={fields} draft={draft} onChange={setDraft} />
    </FilterFrame>
  )
}

interface WholeFilterDialogProps {
  readonly fields: readonly ConditionField[]
  readonly before: Condition | null
  readonly onClose: () => void
  readonly onSave: (condition: Condition | null) => void
}

/** The whole filter, of any depth. */
export function WholeFilterDialog({ fields, before, onClose, onSave }: WholeFilterDialogProps) {
  const { t } = useTranslation('customers')
  const [draft, setDraft] = useState<DraftGroup>(() => draftOf(before))
  const asked = conditionOfDraft(draft, fields)
  const isEmpty = draft.parts.length === 0
  return (
    <FilterFrame title={t('filter.whole')} isNew={false} isWide onClose={onClose} onSave={asked || isEmpty ? () => onSave(asked) : null}>
      <ConditionBuilder value={draft} onChange={setDraft} />
    </FilterFrame>
  )
}

interface FilterFrameProps {
  readonly title: string
  readonly isNew: boolean
  readonly isWide?: boolean
  readonly onClose: () => void
  /** Null while something is missing. */
  readonly onSave: (() => void) | null
  readonly children: ReactNode
}

function FilterFrame({ title, isNew, isWide = false, onClose, onSave, children }: FilterFrameProps) {
  const { t } = useTranslation(['customers', 'web'])
  return (
    <Dialog
      isOpen
      wide={isWide}
      onOpenChange={onClose}
      title={title}
      actions={
        <>
          <Button onPress={onClose}>{t('web:actions.cancel')}</Button>
          <Button look="primary" isDisabled={!onSave} onPress={() => onSave?.()}>
            {isNew ? t('filter.apply') : t('web:actions.save')}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  )
}
