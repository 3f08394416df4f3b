import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#web/api.ts'
import { isFailure } from '#web/failure.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Form } from '#web/ui/form.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import { toast } from '#web/ui/toast.tsx'
import type { NewCustomer as Request } from '../api.ts'

/** Adds a customer by hand: somebody who called, or came in. */
export function NewCustomer() {
  const { t } = useTranslation('customers')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button icon={<Icon of={UserPlus} />} onPress={() => setOpen(true)}>
        {t('add.button')}
      </Button>
      {isOpen && <AddDialog onClose={() => setOpen(false)} />}
    </>
  )
}

function AddDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('customers')
  const navigate = useNavigate()
  const add = useAdd()
  const [draft, setDraft] = useState({ name: '', phone: '', email: '' })
  const [kind, setKind] = useState<Request['kind']>('person')
  const known = knownOf(add.error)
  const put = (part: Partial<typeof draft>) => {
    setDraft({ ...draft, ...part })
    add.reset()
  }
  const isEmpty = Object.values(draft).every((text) => text.trim() === '')
  const submit = () =>
    add.mutate(
      {
        name: draft.name.trim() || null,
        phone: draft.phone.trim() || null,
        email: draft.email.trim() || null,
        kind,
        anyway: known !== null,
      },
      {
        onSuccess: ({ id }) => {
          toast({ text: t('add.added'), tone: 'good' })
          onClose()
          void navigate({ to: `/customers/${id}` })
        },
      },
    )
  return (
    <Dialog isOpen onOpenChange={onClose} title={t('add.title')}>
      <Form
        onSubmit={submit}
        failure={known ? null : add.error}
        actions={
          <Button look={known ? 'plain' : 'primary'} type="submit" isDisabled={isEmpty} isPending={add.isPending}>
            {known ? t('add.anyway') : t('add.submit')}
          </Button>
        }
      >
        <Segmented
          label={t('add.kind')}
          value={kind}
          onChange={setKind}
          options={(['person', 'business'] as const).map((id) => ({ id, label: t(`add.kinds.${id}`) }))}
        />
        <TextField label={t('add.name')} value={draft.name} onChange={(name) => put({ name })} maxLength={200} autoFocus />
        <TextField label={t('add.phone')} value={draft.phone} onChange={(phone) => put({ phone })} maxLength={60} ltr type="tel" />
        <TextField
          label={t('add.email')}
          hint={t('add.least')}
          value={draft.email}
          onChange={(email) => put({ email })}
          maxLength={320}
          ltr
        />
        {known && (
          <Notice tone="warn">
            {t('add.known')}{' '}
            <TextLink href={`/customers/${known.id}`}>
              <bdi>{known.name ?? t('nameless')}</bdi>
            </TextLink>
          </Notice>
        )}
      </Form>
    </Dialog>
  )
}

function useAdd() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Request) => call<{ id: string }>('POST', '/api/customers', { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['customers'] }),
  })
}

/** Who has the contact already, if that is why it was refused. */
function knownOf(error: unknown): { readonly id: string; readonly name: string | null } | null {
  if (!isFailure(error) || error.code !== 'customers.contact_known') return null
  const { id, name } = error.details
  return typeof id === 'string' ? { id, name: typeof name === 'string' ? name : null } : null
}
