import { BadgeCheck, Ellipsis, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerIdentifier, CustomerResponse } from '#api/customers'
import { formatPhone } from '#pure/phone'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Form } from '#web/ui/form.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Menu } from '#web/ui/menu.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { SaveButton } from '#web/ui/save-button.tsx'
import { Section } from '#web/ui/section.tsx'
import { Select } from '#web/ui/select.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import { toast } from '#web/ui/toast.tsx'
import type { IdentifierAdded, IdentifierRequest } from '../api.ts'
import { useCustomerWrite } from './data.ts'

interface ContactsProps {
  readonly id: string
  readonly customer: CustomerResponse
}

/** What a person is reached and recognised by: each verified or not, one of a kind first. */
export function Contacts({ id, customer }: ContactsProps) {
  const { t } = useTranslation('profiles')
  const can = useCan()
  const [isAdding, setAdding] = useState(false)
  const [alsoOf, setAlsoOf] = useState<IdentifierAdded['alsoOf']>(null)
  const shown = customer.identifiers.filter(({ kind }) => kind !== 'anonymous' && kind !== 'device')
  const devices = customer.identifiers.length - shown.length
  const [isOpen, setOpen] = useState(false)
  const listed = isOpen || shown.length <= MANY ? shown : shown.slice(0, MANY - 1)
  return (
    <Section
      title={t('contacts.title')}
      actions={can('customers:write') && <IconButton size="sm" icon={Plus} label={t('contacts.add')} onPress={() => setAdding(true)} />}
    >
      {shown.length === 0 && <p className="text-sm text-ink-soft">{t('contacts.none')}</p>}
      <ul className="flex flex-col gap-2">
        {listed.map((identifier) => (
          <Contact key={identifier.id} id={id} identifier={identifier} />
        ))}
      </ul>
      {shown.length > MANY && (
        <div>
          <Button look="quiet" size="sm" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
            {isOpen ? t('contacts.fewer') : t('contacts.others', { count: shown.length - listed.length })}
          </Button>
        </div>
      )}
      {devices > 0 && <p className="text-sm text-ink-soft">{t('contacts.devices', { count: devices })}</p>}
      {alsoOf && (
        <Notice tone="warn">
          {t('contacts.alsoOf')} <TextLink href={`/customers/${alsoOf.id}`}>{alsoOf.name ?? t('page.nameless')}</TextLink>
        </Notice>
      )}
      {isAdding && <AddContact id={id} onClose={() => setAdding(false)} onAlsoOf={setAlsoOf} />}
    </Section>
  )
}

/** From here on the others fold away. */
const MANY = 6

function Contact({ id, identifier }: { readonly id: string; readonly identifier: CustomerIdentifier }) {
  const { t } = useTranslation('profiles')
  const format = useFormat()
  const can = useCan()
  const write = useCustomerWrite(id)
  const { kind, value, source, isVerified, isPrimary } = identifier
  const path = `identifiers/${identifier.id}`
  const run = (method: 'PUT' | 'DELETE', below = '') =>
    write.mutate({ method, path: path + below }, { onError: (error) => toast({ text: failureText(error), tone: 'bad' }) })
  const mayBePrimary = (kind === 'phone' || kind === 'email') && !isPrimary
  const choices = [
    ...(mayBePrimary ? [{ id: 'primary', label: t('contacts.makePrimary'), run: () => run('PUT', '/primary') }] : []),
    isVerified
      ? { id: 'unverify', label: t('contacts.unverify'), run: () => run('DELETE', '/verified') }
      : { id: 'verify', label: t('contacts.verify'), run: () => run('PUT', '/verified') },
    { id: 'remove', label: t('contacts.remove'), isDanger: true, run: () => run('DELETE') },
  ]
  const text = kind === 'phone' && !value.includes('•') ? format.digits(formatPhone(value, format.language)) : value
  return (
    <li className="flex items-start gap-1">
      <div className="min-w-0 grow">
        <div className="flex flex-wrap items-center gap-x-2 text-sm text-ink-soft">
          {source === '' ? t(`contacts.kinds.${kind}`) : t('contacts.ofSource', { kind: t(`contacts.kinds.${kind}`), source })}
          {isPrimary && <Badge tone="neutral">{t('contacts.primary')}</Badge>}
        </div>
        <div className="flex items-center gap-1.5">
          <bdi className="code-run min-w-0 break-all">{text}</bdi>
          {isVerified && (
            <span role="img" aria-label={t('contacts.verified')} title={t('contacts.verified')} className="text-good">
              <Icon of={BadgeCheck} />
            </span>
          )}
        </div>
      </div>
      {can('customers:write') && (
        <Menu
          label={t('contacts.more')}
          trigger={<IconButton size="sm" icon={Ellipsis} label={t('contacts.more')} />}
          groups={[{ id: 'all', choices }]}
        />
      )}
    </li>
  )
}

const KINDS = ['phone', 'email', 'telegram', 'bale', 'instagram', 'external'] as const

interface AddContactProps {
  readonly id: string
  readonly onClose: () => void
  readonly onAlsoOf: (other: IdentifierAdded['alsoOf']) => void
}

function AddContact({ id, onClose, onAlsoOf }: AddContactProps) {
  const { t } = useTranslation(['profiles', 'web'])
  const write = useCustomerWrite<IdentifierAdded>(id)
  const [kind, setKind] = useState<IdentifierRequest['kind']>('phone')
  const [value, setValue] = useState('')
  const submit = () =>
    write.mutate(
      { method: 'POST', path: 'identifiers', body: { kind, value } satisfies Omit<IdentifierRequest, 'source'> },
      { onSuccess: ({ alsoOf }) => (onAlsoOf(alsoOf), onClose()) },
    )
  return (
    <Dialog isOpen onOpenChange={onClose} title={t('profiles:contacts.add')}>
      <Form onSubmit={submit} failure={write.error} actions={<SaveButton isPending={write.isPending} />}>
        <Select
          label={t('profiles:contacts.kind')}
          value={kind}
          onChange={setKind}
          options={KINDS.map((each) => ({ id: each, label: t(`profiles:contacts.kinds.${each}`) }))}
        />
        <TextField label={t(`profiles:contacts.kinds.${kind}`)} value={value} onChange={setValue} isRequired ltr autoFocus />
      </Form>
    </Dialog>
  )
}
