import { Check, Pencil, X } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, type ReactNode, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useCan } from '#web/session.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import type { FieldsRequest } from '../api.ts'
import { useSaveFields } from './data.ts'
import { EditHistory } from './EditHistory.tsx'

interface EditableFieldProps<Draft> {
  readonly id: string
  /** How edits name it: 'city', 'attribute:size'. */
  readonly field: string
  readonly label: string
  /** The value as it is read; null when there is none. */
  readonly shown: ReactNode | null
  readonly draft: Draft
  /** What to send for a draft. */
  readonly change: (draft: Draft) => FieldsRequest
  /** The input. Calling `save` sends at once, for inputs where choosing is deciding. */
  readonly children: (draft: Draft, set: (draft: Draft) => void, save: (draft: Draft) => void) => ReactNode
}

/** A field that is read until it is pressed: Enter saves, Escape leaves it as it was, and what was typed stays when the server refuses. */
export function EditableField<Draft>({ id, field, label, shown, draft: kept, change, children }: EditableFieldProps<Draft>) {
  const { t } = useTranslation(['profiles', 'web'])
  const can = useCan()
  const save = useSaveFields(id)
  const [draft, setDraft] = useState<{ readonly value: Draft } | null>(null)
  const mayEdit = can('customers:write')
  const send = (value: Draft) => {
    setDraft({ value })
    save.mutate(change(value), { onSuccess: () => setDraft(null) })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (draft) send(draft.value)
  }
  const cancelOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    setDraft(null)
    save.reset()
  }
  if (draft && (save.isIdle || save.isError)) {
    return (
      <form onSubmit={submit} onKeyDown={cancelOnEscape} className="flex flex-col gap-2 py-1">
        {children(draft.value, (value) => setDraft({ value }), send)}
        <div className="flex gap-1">
          <IconButton type="submit" size="sm" icon={Check} label={t('web:actions.save')} />
          <IconButton size="sm" icon={X} label={t('profiles:field.cancel')} onPress={() => (setDraft(null), save.reset())} />
        </div>
        {save.isError && (
          <p role="alert" className="text-sm text-bad">
            {failureText(save.error)}
          </p>
        )}
      </form>
    )
  }
  return (
    <div className="group/field flex items-start gap-1">
      <div className="min-w-0 grow">
        <div className="text-sm text-ink-soft">{label}</div>
        {mayEdit ? (
          <AriaButton
            onPress={() => (save.reset(), setDraft({ value: kept }))}
            className="-mx-1.5 flex max-w-full cursor-text items-start gap-2 rounded px-1.5 text-start hovered:bg-hover"
          >
            <span className="sr-only">{t('profiles:field.change', { field: label })}</span>
            <span className="min-w-0 break-words">{shown ?? <span className="text-ink-soft">{t('profiles:field.add')}</span>}</span>
            <Icon
              of={Pencil}
              className="mt-1.5 size-3.5 text-ink-soft opacity-0 group-focus-within/field:opacity-100 group-hover/field:opacity-100"
            />
          </AriaButton>
        ) : (
          <div className="break-words">{shown ?? '–'}</div>
        )}
      </div>
      <span className="opacity-0 group-focus-within/field:opacity-100 group-hover/field:opacity-100 [@media(hover:none)]:opacity-100">
        <EditHistory id={id} field={field} label={label} />
      </span>
    </div>
  )
}
