import { History } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Popover } from '#web/ui/popover.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { useEdits } from './data.ts'

interface EditHistoryProps {
  readonly id: string
  readonly field: string
  /** The field's name, for people. */
  readonly label: string
}

/** Who changed a field and when, one press away. */
export function EditHistory({ id, field, label }: EditHistoryProps) {
  const { t } = useTranslation('profiles')
  return (
    <Popover
      label={t('edits.title', { field: label })}
      trigger={<IconButton size="sm" icon={History} label={t('edits.title', { field: label })} className="size-7!" />}
    >
      <EditLines id={id} field={field} />
    </Popover>
  )
}

function EditLines({ id, field }: Pick<EditHistoryProps, 'id' | 'field'>) {
  const { t } = useTranslation('profiles')
  const format = useFormat()
  const edits = useEdits(id, field)
  if (edits.isError) return <p className="text-sm text-bad">{failureText(edits.error)}</p>
  if (!edits.data) return <Skeleton lines={2} />
  if (edits.data.rows.length === 0) return <p className="text-sm text-ink-soft">{t('edits.none')}</p>
  return (
    <ul className="flex max-h-72 flex-col gap-3 overflow-auto text-sm">
      {edits.data.rows.map((edit) => (
        <li key={edit.id}>
          <div>{t('edits.line', { who: edit.isMember ? edit.by : sayWho(edit.by, t), when: format.instant(edit.at) })}</div>
          <div className="text-ink-soft">
            <bdi>{textOf(edit.before)}</bdi> <span className="mirrored inline-block">→</span> <bdi>{textOf(edit.after)}</bdi>
          </div>
        </li>
      ))}
    </ul>
  )
}

function sayWho(by: string, t: ReturnType<typeof useTranslation<'profiles'>>['t']): string {
  const known = (['import', 'tracking', 'shop', 'customer', 'start'] as const).find((each) => each === by)
  return known ? t(`edits.by.${known}`) : by
}

function textOf(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
