import { Pencil, Plus, Trash2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useCan } from '#web/session.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Form } from '#web/ui/form.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { SaveButton } from '#web/ui/save-button.tsx'
import { Section } from '#web/ui/section.tsx'
import { toast } from '#web/ui/toast.tsx'
import { useCustomerWrite } from './data.ts'

interface KeptListProps<Item extends { readonly id: string }, Draft> {
  /** The customer's. */
  readonly id: string
  /** Their place in addresses: 'addresses'. */
  readonly path: string
  readonly title: string
  readonly addLabel: string
  readonly none: string
  readonly items: readonly Item[]
  readonly show: (item: Item) => ReactNode
  /** What the form begins with; null for a new one. */
  readonly draftOf: (item: Item | null) => Draft
  readonly fields: (draft: Draft, set: (draft: Draft) => void) => ReactNode
  /** What is sent; null while something is missing. */
  readonly body: (draft: Draft) => object | null
}

/** Things kept about a customer, each added, changed and taken away in the same way. */
export function KeptList<Item extends { readonly id: string }, Draft>(props: KeptListProps<Item, Draft>) {
  const { id, path, title, addLabel, none, items, show, draftOf } = props
  const { t } = useTranslation('profiles')
  const can = useCan()
  const write = useCustomerWrite(id)
  const [editing, setEditing] = useState<{ readonly item: Item | null } | null>(null)
  const mayEdit = can('customers:write')
  const remove = (item: Item) =>
    write.mutate({ method: 'DELETE', path: `${path}/${item.id}` }, { onError: (error) => toast({ text: failureText(error), tone: 'bad' }) })
  return (
    <Section
      title={title}
      actions={mayEdit && <IconButton size="sm" icon={Plus} label={addLabel} onPress={() => setEditing({ item: null })} />}
    >
      {items.length === 0 && <p className="text-sm text-ink-soft">{none}</p>}
      <ul className="flex flex-col gap-3">
        {items.map((item) => (
          <li key={item.id} className="flex items-start gap-1">
            <div className="min-w-0 grow break-words">{show(item)}</div>
            {mayEdit && (
              <>
                <IconButton size="sm" icon={Pencil} label={t('kept.change')} onPress={() => setEditing({ item })} />
                <IconButton size="sm" icon={Trash2} label={t('kept.remove')} onPress={() => remove(item)} />
              </>
            )}
          </li>
        ))}
      </ul>
      {editing && <KeptForm {...props} item={editing.item} begin={draftOf(editing.item)} onClose={() => setEditing(null)} />}
    </Section>
  )
}

interface KeptFormProps<Item extends { readonly id: string }, Draft> extends KeptListProps<Item, Draft> {
  readonly item: Item | null
  readonly begin: Draft
  readonly onClose: () => void
}

function KeptForm<Item extends { readonly id: string }, Draft>(props: KeptFormProps<Item, Draft>) {
  const { id, path, addLabel, fields, body, item, begin, onClose } = props
  const { t } = useTranslation(['profiles', 'web'])
  const write = useCustomerWrite(id)
  const [draft, setDraft] = useState(begin)
  const [isMissing, setMissing] = useState(false)
  const submit = () => {
    const sent = body(draft)
    setMissing(sent === null)
    if (!sent) return
    const target = item ? ({ method: 'PUT', path: `${path}/${item.id}` } as const) : ({ method: 'POST', path } as const)
    write.mutate({ ...target, body: sent }, { onSuccess: onClose })
  }
  return (
    <Dialog isOpen onOpenChange={onClose} title={item ? t('profiles:kept.change') : addLabel}>
      <Form onSubmit={submit} failure={write.error} actions={<SaveButton isPending={write.isPending} />}>
        {fields(draft, setDraft)}
        {isMissing && (
          <p role="alert" className="text-sm text-bad">
            {t('profiles:kept.missing')}
          </p>
        )}
      </Form>
    </Dialog>
  )
}
