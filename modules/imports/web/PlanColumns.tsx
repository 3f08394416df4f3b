import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { Select } from '#web/ui/select.tsx'
import { COLUMN_ROLES, type ColumnRole, type ImportPlan, type ImportPreview } from '../api.ts'

interface PlanColumnsProps {
  readonly preview: ImportPreview
  readonly onChange: (columns: ImportPlan['columns']) => void
}

const NOTHING = 'nothing'

/** Each column of the file with samples of its values, and what it holds. */
export function PlanColumns({ preview, onChange }: PlanColumnsProps) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  const options = [{ id: NOTHING, label: t('role.nothing') }, ...COLUMN_ROLES.map((id) => ({ id, label: t(`role.${id}`) }))]
  return (
    <section className="grid gap-3">
      <div>
        <h2 className="text-lg font-semibold">{t('plan.columns')}</h2>
        <p className="text-sm text-ink-soft">{t('plan.columnsHint')}</p>
      </div>
      <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {preview.columns.map((column) => {
          const name = column.heading ?? t('plan.unnamed', { number: format.number(column.index + 1) })
          return (
            <li key={column.index} className="grid min-w-0 gap-2 rounded border border-line bg-surface p-3">
              <Select
                label={<bdi>{name}</bdi>}
                value={column.role ?? NOTHING}
                onChange={(next) =>
                  onChange(withRole(preview.plan.columns, column.index, COLUMN_ROLES.find((each) => each === next) ?? null))
                }
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

/** The columns with this one holding `role`, taken from whichever had it before. */
function withRole(columns: ImportPlan['columns'], index: number, role: ColumnRole | null): ImportPlan['columns'] {
  const others = Object.fromEntries(Object.entries(columns).filter(([name, held]) => held !== index && name !== role))
  return role === null ? others : { ...others, [role]: index }
}
