import { useTranslation } from 'react-i18next'
import type { CustomerResponse } from '#api/customers'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { NumberField } from '#web/ui/number-field.tsx'
import { Section } from '#web/ui/section.tsx'
import { Select } from '#web/ui/select.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import type { ProfileResponse } from '../api.ts'
import { Addresses } from './Addresses.tsx'
import { AttributeFields } from './AttributeFields.tsx'
import { Buyers, Consumers } from './Consumers.tsx'
import { Contacts } from './Contacts.tsx'
import { useMembers } from './data.ts'
import { EditableField } from './EditableField.tsx'
import { RememberedDates } from './RememberedDates.tsx'
import { TagField } from './TagField.tsx'
import { ToldDateField } from './ToldDateField.tsx'
import { toldDateText } from './told-date.ts'

interface PersonSideProps {
  readonly id: string
  readonly customer: CustomerResponse
  readonly profile: ProfileResponse | undefined
}

/** Who the customer is: contacts, what is said about them, the people and days around them. */
export function PersonSide({ id, customer, profile }: PersonSideProps) {
  const { t } = useTranslation('profiles')
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-wrap gap-2 empty:hidden">
        {customer.isVisitor && <Badge tone="info">{t('person.visitor')}</Badge>}
        {customer.erasedAt && <Badge tone="warn">{t('person.erased')}</Badge>}
        {customer.isMasked && <Badge tone="neutral">{t('person.masked')}</Badge>}
      </div>
      <Contacts id={id} customer={customer} />
      <Section title={t('person.about')}>
        <div className="flex flex-col gap-3">
          <TextOf id={id} customer={customer} field="name" />
          <KindFields id={id} customer={customer} />
          <Birthday id={id} customer={customer} />
          <TextOf id={id} customer={customer} field="city" />
          <TextOf id={id} customer={customer} field="country" />
          <Language id={id} customer={customer} />
          <TextOf id={id} customer={customer} field="acquisition" />
          <Owner id={id} customer={customer} />
          <PaymentTerms id={id} customer={customer} />
          <TagField id={id} tags={customer.tags} />
          <AttributeFields id={id} customer={customer} />
        </div>
      </Section>
      {profile ? (
        <>
          <Addresses id={id} addresses={profile.addresses} />
          <Consumers id={id} consumers={profile.consumers} />
          <Buyers buyers={profile.buyers} />
          <RememberedDates id={id} dates={profile.dates} />
        </>
      ) : (
        <Skeleton lines={4} />
      )}
    </div>
  )
}

interface FieldProps {
  readonly id: string
  readonly customer: CustomerResponse
}

function TextOf({ id, customer, field }: FieldProps & { readonly field: 'name' | 'city' | 'country' | 'acquisition' }) {
  const { t } = useTranslation('profiles')
  const label = t(`person.${field}`)
  const value = customer[field]
  return (
    <EditableField
      id={id}
      field={field}
      label={label}
      shown={value && <bdi>{value}</bdi>}
      draft={value ?? ''}
      change={(draft) => ({ fields: { [field]: draft.trim() || null } })}
    >
      {(draft, set) => <TextField label={label} value={draft} onChange={set} autoFocus maxLength={200} />}
    </EditableField>
  )
}

function KindFields({ id, customer }: FieldProps) {
  const { t } = useTranslation('profiles')
  const kinds = (['person', 'business'] as const).map((each) => ({ id: each, label: t(`person.kinds.${each}`) }))
  const trades = (['end', 'reseller'] as const).map((each) => ({ id: each, label: t(`person.trades.${each}`) }))
  return (
    <>
      <EditableField
        id={id}
        field="kind"
        label={t('person.kind')}
        shown={t(`person.kinds.${customer.kind}`)}
        draft={customer.kind}
        change={(kind) => ({ fields: { kind } })}
      >
        {(draft, _set, save) => <Select label={t('person.kind')} value={draft} onChange={save} options={kinds} />}
      </EditableField>
      <EditableField
        id={id}
        field="trade"
        label={t('person.trade')}
        shown={t(`person.trades.${customer.trade}`)}
        draft={customer.trade}
        change={(trade) => ({ fields: { trade } })}
      >
        {(draft, _set, save) => <Select label={t('person.trade')} value={draft} onChange={save} options={trades} />}
      </EditableField>
    </>
  )
}

function Birthday({ id, customer }: FieldProps) {
  const { t } = useTranslation('profiles')
  const format = useFormat()
  return (
    <EditableField
      id={id}
      field="birthday"
      label={t('person.birthday')}
      shown={customer.birthday && toldDateText(customer.birthday, format)}
      draft={customer.birthday}
      change={(birthday) => ({ fields: { birthday } })}
    >
      {(draft, set) => <ToldDateField value={draft} onChange={set} />}
    </EditableField>
  )
}

const LANGUAGES = ['fa', 'en', 'ar', 'tr', 'ku', 'az', 'de', 'fr'] as const
const NONE = 'none'

function Language({ id, customer }: FieldProps) {
  const { t } = useTranslation('profiles')
  const format = useFormat()
  const nameOf = (code: string) => new Intl.DisplayNames([format.language], { type: 'language', fallback: 'code' }).of(code) ?? code
  const known = [...new Set([...(customer.language ? [customer.language] : []), ...LANGUAGES])]
  const options = [{ id: NONE, label: t('person.unknown') }, ...known.map((code) => ({ id: code, label: nameOf(code) }))]
  return (
    <EditableField
      id={id}
      field="language"
      label={t('person.language')}
      shown={customer.language && nameOf(customer.language)}
      draft={customer.language ?? NONE}
      change={(draft) => ({ fields: { language: draft === NONE ? null : draft } })}
    >
      {(draft, _set, save) => <Select label={t('person.language')} value={draft} onChange={save} options={options} />}
    </EditableField>
  )
}

function Owner({ id, customer }: FieldProps) {
  const { t } = useTranslation('profiles')
  const members = useMembers().data?.rows ?? []
  const options = [{ id: NONE, label: t('person.nobody') }, ...members.map((member) => ({ id: member.id, label: member.name }))]
  const owner = members.find((member) => member.id === customer.ownerId)
  return (
    <EditableField
      id={id}
      field="ownerId"
      label={t('person.owner')}
      shown={customer.ownerId && <bdi>{owner?.name ?? '…'}</bdi>}
      draft={customer.ownerId ?? NONE}
      change={(draft) => ({ fields: { ownerId: draft === NONE ? null : draft } })}
    >
      {(draft, _set, save) => <Select label={t('person.owner')} value={draft} onChange={save} options={options} />}
    </EditableField>
  )
}

function PaymentTerms({ id, customer }: FieldProps) {
  const { t } = useTranslation('profiles')
  const can = useCan()
  const days = customer.paymentTermsDays
  if (!can('orders:read')) return null
  return (
    <EditableField
      id={id}
      field="paymentTermsDays"
      label={t('person.terms')}
      shown={days === null ? null : t('person.termsDays', { count: days })}
      draft={days ?? NaN}
      change={(draft) => ({ fields: { paymentTermsDays: Number.isNaN(draft) ? null : draft } })}
    >
      {(draft, set) => (
        <NumberField
          label={t('person.terms')}
          unit={t('person.daysUnit')}
          value={draft}
          onChange={set}
          minValue={0}
          maxValue={3650}
          autoFocus
        />
      )}
    </EditableField>
  )
}
