import { useTranslation } from 'react-i18next'
import { BELONGINGS, type BelongingName } from '#pure/belongings'
import { Notice } from '#web/ui/notice.tsx'
import { Select } from '#web/ui/select.tsx'
import type { BelongingsResponse } from '../../members/api.ts'

interface BelongingsProps {
  readonly rows: BelongingsResponse['rows']
  readonly colleagues: readonly { readonly id: string; readonly name: string }[]
  readonly successor: string | null
  readonly onChange: (successor: string) => void
}

/** What passes to whom, and what ends, in numbers. */
export function Belongings({ rows, colleagues, successor, onChange }: BelongingsProps) {
  const { t } = useTranslation('workspaces-members')
  const passing = rows.filter(({ fate }) => fate === 'passes')
  const ending = rows.filter(({ fate }) => fate === 'ends')
  return (
    <>
      {passing.length > 0 && (
        <div className="flex flex-col gap-3">
          <Things title={t('going.passes')} rows={passing} />
          {colleagues.length === 0 ? (
            <Notice tone="warn">{t('going.no_colleague')}</Notice>
          ) : (
            <Select
              label={t('going.successor')}
              value={successor}
              onChange={onChange}
              options={colleagues.map(({ id, name }) => ({ id, label: name }))}
            />
          )}
        </div>
      )}
      {ending.length > 0 && <Things title={t('going.ends')} rows={ending} />}
    </>
  )
}

function Things({ title, rows }: { readonly title: string; readonly rows: BelongingsResponse['rows'] }) {
  const { t } = useTranslation('workspaces-members')
  return (
    <div>
      <p className="font-medium">{title}</p>
      <ul className="list-disc ps-5">
        {rows.map(({ name, count }) => (
          <li key={name}>{isKnown(name) ? t(`belongings.${name}`, { count }) : name}</li>
        ))}
      </ul>
    </div>
  )
}

function isKnown(name: string): name is BelongingName {
  return BELONGINGS.some((each) => each === name)
}
