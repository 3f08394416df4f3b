import { Cake, CircleDollarSign, type LucideIcon, MailQuestion, Phone, UserPlus, Users } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CustomerResponse } from '#api/customers'
import { Icon } from '#web/ui/icon.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import type { NextStep } from '../api.ts'

const ICONS: Record<NextStep['name'], LucideIcon> = {
  look_alike: Users,
  silent: Phone,
  ask_consent: MailQuestion,
  payment_overdue: CircleDollarSign,
  add_contact: UserPlus,
  birthday_soon: Cake,
}

interface NextStepsProps {
  readonly customer: CustomerResponse
  readonly steps: readonly NextStep[]
}

/** What a member might do next, each with its reason and a way to do it. */
export function NextSteps({ customer, steps }: NextStepsProps) {
  const { t } = useTranslation('profiles')
  return (
    <ul className="flex flex-col gap-3">
      {steps.map((step) => {
        const links = linksOf(step, customer)
        return (
          <li key={step.name} className="flex items-start gap-2.5">
            <Icon of={ICONS[step.name]} className="mt-1 size-4.5 text-ink-soft" />
            <div>
              <p>{t(`steps.${step.name}`, { count: step.count ?? step.days ?? 0 })}</p>
              <p className="flex flex-wrap gap-x-4">
                {links.map(({ name, href }) => (
                  <TextLink key={name} href={href} className="text-sm">
                    {t(`steps.do.${name}`)}
                  </TextLink>
                ))}
              </p>
            </div>
          </li>
        )
      })}
    </ul>
  )
}

type Deed = 'look' | 'call' | 'write' | 'ask' | 'orders' | 'person'

function linksOf({ name, id }: NextStep, { id: customerId, phone, email, isMasked }: CustomerResponse): { name: Deed; href: string }[] {
  const here = (tab: string) => `/customers/${customerId}?tab=${tab}`
  if (name === 'look_alike') return [{ name: 'look', href: id ? here(`person&merge=${id}`) : '/customers/duplicates' }]
  if (name === 'ask_consent') return [{ name: 'ask', href: here('consent') }]
  if (name === 'payment_overdue') return [{ name: 'orders', href: here('orders') }]
  if (name === 'add_contact') return [{ name: 'person', href: here('person') }]
  if (isMasked) return []
  return [
    ...(phone ? [{ name: 'call' as const, href: `tel:${phone}` }] : []),
    ...(email ? [{ name: 'write' as const, href: `mailto:${email}` }] : []),
  ]
}
