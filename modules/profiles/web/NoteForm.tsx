import { AtSign } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { normalise } from '#pure/text'
import { useSession } from '#web/session.tsx'
import { Button } from '#web/ui/button.tsx'
import { Form } from '#web/ui/form.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import type { NoteRequest } from '../api.ts'
import { useCustomerWrite, useMembers } from './data.ts'

interface NoteFormProps {
  readonly id: string
  /** A note that is changed; a new one without. */
  readonly note?: { readonly id: string; readonly text: string }
  readonly onDone?: () => void
}

/** Writes a note; @ and some letters offer colleagues to mention, Ctrl+Enter saves. */
export function NoteForm({ id, note, onDone }: NoteFormProps) {
  const { t } = useTranslation('profiles')
  const { user } = useSession()
  const members = (useMembers().data?.rows ?? []).filter((member) => member.id !== user.id)
  const write = useCustomerWrite<unknown>(id)
  const [text, setText] = useState(note?.text ?? '')
  const [isOpen, setOpen] = useState(note !== undefined)
  const save = () => {
    if (text.trim() === '') return
    const mentions = members.filter(({ name }) => text.includes(`@${name}`)).map((member) => member.id)
    const target = note ? ({ method: 'PUT', path: `notes/${note.id}` } as const) : ({ method: 'POST', path: 'notes' } as const)
    const done = () => {
      setText('')
      setOpen(false)
      onDone?.()
    }
    write.mutate({ ...target, body: { text, mentions } satisfies NoteRequest }, { onSuccess: done })
  }
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save()
    if (event.key !== 'Escape' || write.isPending) return
    setOpen(false)
    onDone?.()
  }
  const typed = /@([^@\s]*)$/.exec(text)?.[1]
  const offered = typed === undefined ? [] : members.filter(({ name }) => normalise(name).includes(normalise(typed))).slice(0, 5)
  return (
    <div onKeyDown={keys}>
      <Form
        onSubmit={save}
        failure={write.error}
        className="gap-2!"
        actions={
          isOpen ? (
            <>
              <Button look="primary" size="sm" type="submit" isPending={write.isPending}>
                {t('note.save')}
              </Button>
              <Button look="quiet" size="sm" onPress={() => (setOpen(false), onDone?.())}>
                {t('field.cancel')}
              </Button>
            </>
          ) : null
        }
      >
        <TextField
          label={t('note.write')}
          labelHidden
          placeholder={t('note.placeholder')}
          rows={isOpen ? 3 : 1}
          value={text}
          onChange={setText}
          onFocus={() => setOpen(true)}
          autoFocus={note !== undefined}
          maxLength={5000}
        />
        {offered.length > 0 && (
          <div role="group" aria-label={t('note.mention')} className="flex flex-wrap gap-2">
            {offered.map((member) => (
              <Button
                key={member.id}
                size="sm"
                icon={<Icon of={AtSign} />}
                onPress={() => setText(`${text.slice(0, text.length - (typed?.length ?? 0))}${member.name} `)}
              >
                <bdi>{member.name}</bdi>
              </Button>
            ))}
          </div>
        )}
      </Form>
    </div>
  )
}
