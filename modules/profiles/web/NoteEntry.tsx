import { Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { useCan, useSession } from '#web/session.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { toast } from '#web/ui/toast.tsx'
import type { ShownEntry } from '../api.ts'
import { useCustomerWrite } from './data.ts'
import { NoteForm } from './NoteForm.tsx'

interface NoteEntryProps {
  readonly id: string
  readonly entry: ShownEntry
}

/** A note on the timeline; its writer changes it in place or takes it away. */
export function NoteEntry({ id, entry }: NoteEntryProps) {
  const { t } = useTranslation('profiles')
  const format = useFormat()
  const can = useCan()
  const { user } = useSession()
  const write = useCustomerWrite(id)
  const [isEditing, setEditing] = useState(false)
  const text = String(entry.values.text ?? '')
  const editedAt = entry.values.editedAt
  const isMine = entry.values.authorId === user.id && can('customers:write')
  const remove = () =>
    write.mutate({ method: 'DELETE', path: `notes/${entry.id}` }, { onError: (error) => toast({ text: failureText(error), tone: 'bad' }) })
  if (isEditing) return <NoteForm id={id} note={{ id: entry.id, text }} onDone={() => setEditing(false)} />
  return (
    <div className="rounded bg-warn-soft/60 px-3 py-2">
      <p className="break-words whitespace-pre-line" dir="auto">
        {text}
      </p>
      <div className="flex items-center gap-2 text-sm text-ink-soft">
        <span className="grow">
          <bdi>{entry.by ?? '–'}</bdi>
          {typeof editedAt === 'string' && ` · ${t('note.edited', { when: format.instant(editedAt) })}`}
        </span>
        {isMine && (
          <>
            <IconButton size="sm" icon={Pencil} label={t('kept.change')} onPress={() => setEditing(true)} />
            <IconButton size="sm" icon={Trash2} label={t('kept.remove')} onPress={remove} />
          </>
        )}
      </div>
    </div>
  )
}
