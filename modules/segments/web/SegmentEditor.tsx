import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Condition } from '#api/customers'
import { ConditionBuilder } from '#web/conditions/ConditionBuilder.tsx'
import { useConditionFields } from '#web/conditions/data.ts'
import { conditionOfDraft, draftOf, type DraftGroup } from '#web/conditions/draft.ts'
import { Form } from '#web/ui/form.tsx'
import { Button } from '#web/ui/button.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { Section } from '#web/ui/section.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import type { SegmentRequest } from '../api.ts'
import { useSettled } from './data.ts'
import { SegmentPreview } from './SegmentPreview.tsx'

interface SegmentEditorProps {
  readonly before: SegmentRequest | null
  readonly failure: unknown
  readonly isPending: boolean
  readonly onSave: (request: SegmentRequest) => void
}

/** Name, description and condition of a segment; who would be in it is shown while it is written. */
export function SegmentEditor({ before, failure, isPending, onSave }: SegmentEditorProps) {
  const { t } = useTranslation(['segments', 'web'])
  const [name, setName] = useState(before?.name ?? '')
  const [description, setDescription] = useState(before?.description ?? '')
  const [draft, setDraft] = useState<DraftGroup>(() => draftOf(before?.condition ?? null))
  const fields = useConditionFields().data?.fields ?? []
  const condition = conditionOfDraft(draft, fields)
  const settled = useSettled(condition)
  const isOther = before !== null && condition !== null && !isSame(condition, before.condition)
  const submit = () => condition && onSave({ name, description, condition })
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <Form
        onSubmit={submit}
        failure={failure}
        actions={
          <Button look="primary" type="submit" isPending={isPending} isDisabled={condition === null}>
            {t('web:actions.save')}
          </Button>
        }
      >
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField label={t('name')} value={name} onChange={setName} isRequired maxLength={100} />
          <TextField label={t('description')} value={description} onChange={setDescription} maxLength={1000} />
        </div>
        <Section title={t('condition')} text={t('conditionText')}>
          <ConditionBuilder value={draft} onChange={setDraft} />
        </Section>
        {isOther && <Notice tone="info">{t('refills')}</Notice>}
        {condition === null && draft.parts.length > 0 && <p className="text-sm text-ink-soft">{t('notWhole')}</p>}
      </Form>
      <SegmentPreview condition={condition === null ? null : settled} />
    </div>
  )
}

function isSame(one: Condition, other: Condition): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
