import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { Button } from '#web/ui/button.tsx'
import { ComboBox } from '#web/ui/combobox.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Form } from '#web/ui/form.tsx'
import { Tags } from '#web/ui/tags.tsx'
import type { BulkChange, BulkCustomers } from '../api-list.ts'
import { FieldChange } from './FieldChange.tsx'
import { useChoices, useCount, useStartBulk } from './data-list.ts'

interface BulkDialogProps {
  readonly customers: BulkCustomers
  readonly task: 'tags' | 'field'
  readonly onClose: () => void
  readonly onStarted: (bulkId: string) => void
}

/** One change to many customers; says first how many they are. */
export function BulkDialog({ customers, task, onClose, onStarted }: BulkDialogProps) {
  const { t } = useTranslation(['customers', 'web'])
  const format = useFormat()
  const [meant] = useState(customers)
  const count = useCount(meant).data?.total
  const [change, setChange] = useState<BulkChange | null>(null)
  const start = useStartBulk()
  const submit = () => {
    if (!change) return
    start.mutate(
      { customers: meant, change },
      {
        onSuccess: ({ id }) => {
          onClose()
          onStarted(id)
        },
      },
    )
  }
  return (
    <Dialog isOpen onOpenChange={onClose} title={t(task === 'tags' ? 'bulk.tagsTitle' : 'bulk.fieldTitle')}>
      <Form
        onSubmit={submit}
        failure={start.error}
        actions={
          <>
            <Button onPress={onClose}>{t('web:actions.cancel')}</Button>
            <Button type="submit" look="primary" isPending={start.isPending} isDisabled={!change || !count}>
              {count === undefined ? t('web:actions.save') : t('bulk.go', { count, number: format.number(count) })}
            </Button>
          </>
        }
      >
        <p className="text-ink-soft">
          {count === undefined ? t('bulk.counting') : t('bulk.affected', { count, number: format.number(count) })}
        </p>
        {task === 'tags' ? <TagChange onChange={setChange} /> : <FieldChange onChange={setChange} />}
      </Form>
    </Dialog>
  )
}

function TagChange({ onChange }: { readonly onChange: (change: BulkChange | null) => void }) {
  const { t } = useTranslation('customers')
  const [add, setAdd] = useState<readonly string[]>([])
  const [remove, setRemove] = useState<readonly string[]>([])
  const say = (addTags: readonly string[], removeTags: readonly string[]) => {
    setAdd(addTags)
    setRemove(removeTags)
    onChange(addTags.length + removeTags.length === 0 ? null : { addTags: [...addTags], removeTags: [...removeTags] })
  }
  return (
    <>
      <TagPicker label={t('bulk.addTags')} tags={add} onChange={(next) => say(next, remove)} isFree />
      <TagPicker label={t('bulk.removeTags')} tags={remove} onChange={(next) => say(add, next)} />
    </>
  )
}

interface TagPickerProps {
  readonly label: string
  readonly tags: readonly string[]
  readonly onChange: (tags: readonly string[]) => void
  /** New tags may be made by typing them. */
  readonly isFree?: boolean
}

function TagPicker({ label, tags, onChange, isFree = false }: TagPickerProps) {
  const { t } = useTranslation('customers')
  const { language } = useFormat()
  const [search, setSearch] = useState('')
  const [round, setRound] = useState(0)
  const { data, isFetching } = useChoices('tags', search)
  const known = (data?.choices ?? []).map(({ value, label: words }) => ({ id: value, label: words[language] }))
  const typed = search.trim()
  const made =
    isFree && typed !== '' && !known.some(({ id }) => id === typed) ? [{ id: typed, label: t('bulk.newTag', { tag: typed }) }] : []
  const add = (id: string | null) => {
    if (id === null || tags.includes(id)) return
    onChange([...tags, id])
    setSearch('')
    setRound(round + 1)
  }
  return (
    <div className="flex flex-col gap-2">
      <ComboBox
        key={round}
        label={label}
        value={null}
        onChange={add}
        options={[...made, ...known].filter(({ id }) => !tags.includes(id))}
        onSearch={setSearch}
        loading={isFetching}
      />
      {tags.length > 0 && (
        <Tags label={label} tags={tags.map((id) => ({ id, label: id }))} onRemove={(id) => onChange(tags.filter((each) => each !== id))} />
      )}
    </div>
  )
}
