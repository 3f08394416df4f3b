import { Equal } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { classes } from '#web/ui/classes.ts'
import { Icon } from '#web/ui/icon.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import type { PersonBeside, Suggestion } from '../api-identity.ts'
import { customerTitle } from './customer-title.ts'
import { EvidenceTags } from './EvidenceTags.tsx'
import { PhoneNumber } from './PhoneNumber.tsx'

interface DuplicatePairProps {
  readonly pair: Suggestion
  readonly isChosen: boolean
  readonly onChoose: () => void
  readonly actions: ReactNode
}

/** Two customers beside each other, field by field, with what speaks for their being one person. */
export function DuplicatePair({ pair, isChosen, onChoose, actions }: DuplicatePairProps) {
  const { t } = useTranslation('customers')
  const { one, other, evidence, score } = pair
  const names = { one: customerTitle(one, t), other: customerTitle(other, t) }
  return (
    <article
      aria-label={t('same.pair', names)}
      aria-current={isChosen ? 'true' : undefined}
      onFocusCapture={onChoose}
      className={classes('rounded border bg-surface p-4 sm:p-5', isChosen ? 'border-accent' : 'border-line')}
    >
      <div className="flex flex-wrap items-center justify-between gap-3">
        <EvidenceTags evidence={evidence} />
        <span className="text-sm text-ink-soft">{t('same.score', { score })}</span>
      </div>
      <PeopleBeside one={one} other={other} />
      {actions && <div className="mt-4 flex flex-wrap gap-3">{actions}</div>}
    </article>
  )
}

interface PeopleBesideProps {
  readonly one: PersonBeside
  readonly other: PersonBeside
  readonly headings?: readonly [string, string]
}

/** The fields of two customers beside each other. What both have alike is marked; what neither has is left out. */
export function PeopleBeside({ one, other, headings }: PeopleBesideProps) {
  const { t } = useTranslation('customers')
  const rows = useRows(one, other)
  return (
    <table className="mt-3 w-full table-fixed text-start max-sm:block">
      <thead className="max-sm:block">
        <tr className="max-sm:grid max-sm:grid-cols-2">
          <th scope="col" className="w-32 max-sm:hidden">
            <span className="sr-only">{t('same.field')}</span>
          </th>
          {[one, other].map((person, place) => (
            <th key={person.id} scope="col" className="pe-3 pb-2 text-start align-bottom font-medium">
              {headings && <span className="block text-sm font-normal text-ink-soft">{headings[place]}</span>}
              <TextLink href={`/customers/${person.id}`}>
                <bdi>{customerTitle(person, t)}</bdi>
              </TextLink>
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {rows.map(({ id, label, shown, isSame }) => (
          <tr key={id} className="border-t border-line align-top max-sm:grid max-sm:grid-cols-2 max-sm:py-1.5">
            <th scope="row" className="py-1.5 pe-3 text-start text-sm font-normal text-ink-soft max-sm:col-span-2 max-sm:py-0">
              {label}
            </th>
            {shown.map((value, place) => (
              <td key={[one, other][place]?.id} className={classes('py-1.5 pe-3 break-words max-sm:py-0', isSame && 'font-medium')}>
                {value}
                {isSame && place === 1 && (
                  <>
                    <Icon of={Equal} className="ms-1.5 inline size-3.5 text-good" />
                    <span className="sr-only">{t('same.alike')}</span>
                  </>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface Row {
  readonly id: string
  readonly label: string
  readonly shown: readonly [ReactNode, ReactNode]
  readonly isSame: boolean
}

function useRows(one: PersonBeside, other: PersonBeside): readonly Row[] {
  const { t } = useTranslation('customers')
  const format = useFormat()
  const row = (id: string, label: string, read: (person: PersonBeside) => string | null, show: (value: string) => ReactNode): Row[] => {
    const [first, second] = [read(one), read(other)]
    if (first === null && second === null) return []
    const shown = [first, second].map((value) => (value === null ? '–' : show(value)))
    return [{ id, label, shown: [shown[0], shown[1]], isSame: first === second }]
  }
  const plain = (value: string) => <bdi>{value}</bdi>
  const code = (value: string) => <bdi className="code-run">{value}</bdi>
  return [
    ...row(
      'phone',
      t('column.phone'),
      ({ phone }) => phone,
      (value) => <PhoneNumber e164={value} />,
    ),
    ...row('email', t('column.email'), ({ email }) => email, code),
    ...row('externalId', t('column.externalId'), ({ externalId }) => externalId, code),
    ...row('country', t('column.country'), ({ country }) => country, plain),
    ...row('city', t('same.city'), ({ city }) => city, plain),
    ...row('tags', t('same.tags'), ({ tags }) => (tags.length === 0 ? null : tags.join(format.language === 'fa' ? '، ' : ', ')), plain),
    ...apart(
      row(
        'purchases',
        t('column.purchases'),
        ({ purchases }) => String(purchases),
        (value) => format.number(Number(value)),
      ),
    ),
    ...apart(
      row(
        'revenue',
        t('same.spent'),
        ({ revenue }) => revenue,
        (value) => format.money(value),
      ),
    ),
    ...apart(
      row(
        'last',
        t('column.last'),
        ({ lastAt }) => lastAt,
        (value) => format.instantDay(value),
      ),
    ),
    ...apart(
      row(
        'since',
        t('same.since'),
        ({ createdAt }) => createdAt,
        (value) => format.instantDay(value),
      ),
    ),
  ]
}

/** Numbers may be the same by chance: that says nothing. */
function apart(rows: readonly Row[]): Row[] {
  return rows.map((row) => ({ ...row, isSame: false }))
}
