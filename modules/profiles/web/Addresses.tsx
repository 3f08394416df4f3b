import { useTranslation } from 'react-i18next'
import { Badge } from '#web/ui/badge.tsx'
import { Checkbox } from '#web/ui/checkbox.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import type { AddressRequest, AddressResponse } from '../api.ts'
import { KeptList } from './KeptList.tsx'

const LINES = ['city', 'region', 'postalCode', 'country'] as const
const EMPTY: AddressRequest = { label: null, lines: '', city: null, region: null, postalCode: null, country: null, isPrimary: false }

/** Where a customer lives and receives parcels. */
export function Addresses({ id, addresses }: { readonly id: string; readonly addresses: readonly AddressResponse[] }) {
  const { t } = useTranslation('profiles')
  return (
    <KeptList
      id={id}
      path="addresses"
      title={t('addresses.title')}
      addLabel={t('addresses.add')}
      none={t('addresses.none')}
      items={addresses}
      show={(address) => <AddressLines address={address} />}
      draftOf={(address) => draftFrom(address ?? EMPTY)}
      body={(draft) => (draft.lines.trim() === '' ? null : draft)}
      fields={(draft, set) => (
        <>
          <TextField label={t('addresses.label')} value={draft.label ?? ''} onChange={(label) => set({ ...draft, label: label || null })} />
          <TextField
            label={t('addresses.lines')}
            rows={3}
            value={draft.lines}
            onChange={(lines) => set({ ...draft, lines })}
            isRequired
            autoFocus
          />
          {LINES.map((field) => (
            <TextField
              key={field}
              label={t(`addresses.${field}`)}
              value={draft[field] ?? ''}
              onChange={(text) => set({ ...draft, [field]: text || null })}
            />
          ))}
          <Checkbox isSelected={draft.isPrimary} onChange={(isPrimary) => set({ ...draft, isPrimary })}>
            {t('addresses.isPrimary')}
          </Checkbox>
        </>
      )}
    />
  )
}

function AddressLines({ address }: { readonly address: AddressResponse }) {
  const { t } = useTranslation('profiles')
  const place = [address.city, address.region, address.postalCode, address.country].filter(Boolean).join(t('addresses.comma'))
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 text-sm text-ink-soft">
        {address.label && <bdi>{address.label}</bdi>}
        {address.isPrimary && <Badge tone="neutral">{t('contacts.primary')}</Badge>}
      </div>
      <p className="whitespace-pre-line" dir="auto">
        {address.lines}
      </p>
      {place && <p dir="auto">{place}</p>}
    </>
  )
}

function draftFrom({ label, lines, city, region, postalCode, country, isPrimary }: AddressRequest): AddressRequest {
  return { label, lines, city, region, postalCode, country, isPrimary }
}
