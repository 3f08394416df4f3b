import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { Select } from '#web/ui/select.tsx'
import { COLUMN_ROLES, CUSTOMER_FACTS, type ImportPlan, type ImportPreview } from '../api.ts'
import { useAttributeNames } from './data.ts'
import { heldBy, withHolding } from './plan-holdings.ts'

interface PlanColumnsProps {
  readonly preview: ImportPreview
  readonly onChange: (plan: ImportPlan) => void
}

const NOTHING = 'nothing'

/** Each column of the file with samples of its values, and what it holds. */
export function PlanColumns({ preview: { plan, columns }, onChange }: PlanColumnsProps) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  const attributes = useAttributeNames(format.language)
  const options = [
    { id: NOTHING, label: t('role.nothing') },
    ...COLUMN_ROLES.map((id) => ({ id: `role:${id}`, label: t(`role.${id}`) })),
    ...CUSTOMER_FACTS.map((id) => ({ id: `fact:${id}`, label: t(`fact.${id}`) })),
    ...attributes.map(({ key, name }) => ({ id: `fact:attribute.${key}`, label: name })),
  ]
  return (
    <section className="grid gap-3">
      <div>
        <h2 className="text-lg font-semibold">{t('plan.columns')}</h2>
        <p className="text-sm text-ink-soft">{t('plan.columnsHint')}</p>
      </div>
      <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {columns.map((column) => {
          const name = column.heading ?? t('plan.unnamed', { number: format.number(column.index + 1) })
          return (
            <li key={column.index} className="grid min-w-0 gap-2 rounded border border-line bg-surface p-3">
              <Select
                label={<bdi>{name}</bdi>}
                value={heldBy(plan, column.index) ?? NOTHING}
                onChange={(next) => onChange(withHolding(plan, column.index, next))}
                options={options}
              />
              <p className="truncate text-xs text-ink-soft" title={column.samples.join(' · ')}>
                <bdi>{column.samples.slice(0, 4).join(' · ')}</bdi>
              </p>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
