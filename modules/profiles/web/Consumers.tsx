import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { Section } from '#web/ui/section.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import type { BuyerResponse, ConsumerRequest, ConsumerResponse } from '../api.ts'
import { CustomerPicker } from './CustomerPicker.tsx'
import { KeptList } from './KeptList.tsx'
import { ToldDateField } from './ToldDateField.tsx'
import { toldDateText } from './told-date.ts'

const EMPTY = { name: '', relation: null, birthday: null, note: null, asCustomerId: null, asCustomerName: null }

/** For whom a customer buys: children, employees, friends. */
export function Consumers({ id, consumers }: { readonly id: string; readonly consumers: readonly ConsumerResponse[] }) {
  const { t } = useTranslation('profiles')
  return (
    <KeptList
      id={id}
      path="consumers"
      title={t('consumers.title')}
      addLabel={t('consumers.add')}
      none={t('consumers.none')}
      items={consumers}
      show={(consumer) => <Consumer consumer={consumer} />}
      draftOf={(consumer): Omit<ConsumerResponse, 'id'> => consumer ?? EMPTY}
      body={({ name, relation, birthday, note, asCustomerId }): ConsumerRequest | null =>
        name.trim() === '' ? null : { name, relation, birthday, note, asCustomerId }
      }
      fields={(draft, set) => (
        <>
          <TextField label={t('consumers.name')} value={draft.name} onChange={(name) => set({ ...draft, name })} isRequired autoFocus />
          <TextField
            label={t('consumers.relation')}
            value={draft.relation ?? ''}
            onChange={(text) => set({ ...draft, relation: text || null })}
          />
          <fieldset>
            <legend className="pb-1.5 text-sm font-medium">{t('person.birthday')}</legend>
            <ToldDateField value={draft.birthday} onChange={(birthday) => set({ ...draft, birthday })} />
          </fieldset>
          <CustomerPicker
            label={t('consumers.asCustomer')}
            value={draft.asCustomerId}
            name={draft.asCustomerName}
            onChange={(asCustomerId) => set({ ...draft, asCustomerId })}
          />
          <TextField
            label={t('consumers.note')}
            rows={2}
            value={draft.note ?? ''}
            onChange={(text) => set({ ...draft, note: text || null })}
          />
        </>
      )}
    />
  )
}

/** Who buys for this customer. */
export function Buyers({ buyers }: { readonly buyers: readonly BuyerResponse[] }) {
  const { t } = useTranslation('profiles')
  if (buyers.length === 0) return null
  return (
    <Section title={t('consumers.buyers')}>
      <ul className="flex flex-col gap-2">
        {buyers.map(({ id, name, relation }) => (
          <li key={id}>
            <TextLink href={`/customers/${id}`}>
              <bdi>{name ?? t('page.nameless')}</bdi>
            </TextLink>
            {relation && (
              <span className="text-ink-soft">
                {' · '}
                <bdi>{relation}</bdi>
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Consumer({ consumer }: { readonly consumer: ConsumerResponse }) {
  const format = useFormat()
  const { name, relation, birthday, note, asCustomerId } = consumer
  return (
    <>
      <div>
        {asCustomerId ? <TextLink href={`/customers/${asCustomerId}`}>{name}</TextLink> : <bdi>{name}</bdi>}
        {relation && (
          <span className="text-ink-soft">
            {' · '}
            <bdi>{relation}</bdi>
          </span>
        )}
      </div>
      {birthday && <div className="text-sm text-ink-soft">{toldDateText(birthday, format)}</div>}
      {note && (
        <p className="text-sm text-ink-soft" dir="auto">
          {note}
        </p>
      )}
    </>
  )
}
