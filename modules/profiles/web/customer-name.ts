import type { TFunction } from 'i18next'
import type { CustomerResponse } from '#api/customers'

/** What to call a customer: the name, else whatever they are known by. */
export function personTitle({ name, email, phone, externalId }: CustomerResponse, t: TFunction<'profiles'>): string {
  const known = name ?? email ?? phone
  return known ?? (externalId ? t('page.numbered', { number: externalId }) : t('page.nameless'))
}
