import { Plus } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useCan } from '#web/session.tsx'
import { Button } from '#web/ui/button.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Tags } from '#web/ui/tags.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import { useSaveFields } from './data.ts'

/** A customer's tags: taken off by their cross, added by typing. */
export function TagField({ id, tags }: { readonly id: string; readonly tags: readonly string[] }) {
  const { t } = useTranslation('profiles')
  const can = useCan()
  const save = useSaveFields(id)
  const [typed, setTyped] = useState('')
  const [isOpen, setOpen] = useState(false)
  const listed = isOpen || tags.length <= MANY ? tags : tags.slice(0, MANY - 1)
  const mayEdit = can('customers:write')
  const add = (event: FormEvent) => {
    event.preventDefault()
    const tag = typed.trim()
    if (tag !== '') save.mutate({ tags: { add: [tag] } }, { onSuccess: () => setTyped('') })
  }
  return (
    <div className="flex flex-col gap-1.5">
      <div className="text-sm text-ink-soft">{t('person.tags')}</div>
      {tags.length > 0 && (
        <Tags
          label={t('person.tags')}
          tags={listed.map((tag) => ({ id: tag, label: tag }))}
          {...(mayEdit && { onRemove: (tag: string) => save.mutate({ tags: { remove: [tag] } }) })}
        />
      )}
      {tags.length > MANY && (
        <div>
          <Button look="quiet" size="sm" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
            {isOpen ? t('person.fewerTags') : t('person.moreTags', { count: tags.length - listed.length })}
          </Button>
        </div>
      )}
      {mayEdit && (
        <form onSubmit={add} className="flex items-end gap-1">
          <TextField
            label={t('person.addTag')}
            labelHidden
            placeholder={t('person.addTag')}
            value={typed}
            onChange={setTyped}
            maxLength={60}
            className="min-w-0 grow"
          />
          <IconButton type="submit" icon={Plus} label={t('person.addTag')} isDisabled={typed.trim() === ''} />
        </form>
      )}
      {save.isError && <p className="text-sm text-bad">{failureText(save.error)}</p>}
    </div>
  )
}

/** From here on the others fold away. */
const MANY = 12
