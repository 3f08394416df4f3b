import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#web/api.ts'
import { Dialog } from '#web/ui/dialog.tsx'
import { Form } from '#web/ui/form.tsx'
import { SaveButton } from '#web/ui/save-button.tsx'
import { Select } from '#web/ui/select.tsx'
import { Switch } from '#web/ui/switch.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import type { AttributeChange, AttributeRequest, AttributeResponse } from '../api.ts'

interface AttributeFormProps {
  /** Null defines a new one. */
  readonly attribute: AttributeResponse | null
  readonly onClose: () => void
}

const TYPES = ['text', 'number', 'date', 'choice', 'yes_no'] as const
const EMPTY: AttributeResponse = { key: '', type: 'text', nameFa: null, nameEn: null, description: null, choices: [], archived: false }

/** Defines an attribute, or changes its words and choices. */
export function AttributeForm({ attribute, onClose }: AttributeFormProps) {
  const { t } = useTranslation(['profiles', 'web'])
  const queries = useQueryClient()
  const [draft, setDraft] = useState(attribute ?? EMPTY)
  const [choices, setChoices] = useState(draft.choices.join('\n'))
  const save = useMutation({
    mutationFn: () => {
      const { key, type, archived, ...names } = draft
      const lines = choices.split('\n').map((line) => line.trim())
      const words = { ...names, choices: type === 'choice' ? lines.filter((line) => line !== '') : [] }
      return attribute
        ? call<null>('PUT', `/api/attributes/${key}`, { body: { ...words, archived } satisfies AttributeChange })
        : call<null>('POST', '/api/attributes', { body: { ...words, key, type } satisfies AttributeRequest })
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['attributes'] })
      onClose()
    },
  })
  const set = (change: Partial<AttributeResponse>) => setDraft({ ...draft, ...change })
  return (
    <Dialog isOpen onOpenChange={onClose} title={attribute ? t('profiles:kept.change') : t('profiles:attribute.add')}>
      <Form onSubmit={() => save.mutate()} failure={save.error} actions={<SaveButton isPending={save.isPending} />}>
        <TextField
          label={t('profiles:attribute.nameFa')}
          value={draft.nameFa ?? ''}
          onChange={(nameFa) => set({ nameFa: nameFa || null })}
          autoFocus
        />
        <TextField
          label={t('profiles:attribute.nameEn')}
          value={draft.nameEn ?? ''}
          onChange={(nameEn) => set({ nameEn: nameEn || null })}
        />
        {!attribute && (
          <>
            <TextField
              label={t('profiles:attribute.key')}
              hint={t('profiles:attribute.keyHint')}
              value={draft.key}
              onChange={(key) => set({ key: key.toLowerCase() })}
              pattern="[a-z][a-z0-9_]*"
              maxLength={40}
              isRequired
              ltr
            />
            <Select
              label={t('profiles:attribute.type')}
              value={draft.type}
              onChange={(type) => set({ type })}
              options={TYPES.map((each) => ({ id: each, label: t(`profiles:attribute.types.${each}`) }))}
            />
          </>
        )}
        {draft.type === 'choice' && (
          <TextField
            label={t('profiles:attribute.choices')}
            hint={t('profiles:attribute.choicesHint')}
            rows={5}
            value={choices}
            onChange={setChoices}
          />
        )}
        <TextField
          label={t('profiles:attribute.description')}
          value={draft.description ?? ''}
          onChange={(description) => set({ description: description || null })}
        />
        {attribute && (
          <Switch isSelected={draft.archived} onChange={(archived) => set({ archived })}>
            {t('profiles:attribute.archive')}
          </Switch>
        )}
      </Form>
    </Dialog>
  )
}
