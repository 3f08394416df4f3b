import { FolderPlus, Plus, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useConditionFields } from '#web/conditions/data.ts'
import { type Draft, type DraftGroup, emptyField, emptyGroup, MODES, withPart } from '#web/conditions/draft.ts'
import { FieldEditor } from '#web/conditions/FieldEditor.tsx'
import type { ConditionField } from '#web/conditions/fields.ts'
import { Button } from '#web/ui/button.tsx'
import { classes } from '#web/ui/classes.ts'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { Select } from '#web/ui/select.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'

interface ConditionBuilderProps {
  readonly value: DraftGroup
  readonly onChange: (value: DraftGroup) => void
}

/** How deep groups may stand in groups, so that the server takes what is written; each denied group takes two levels. */
const DEEPEST = 4

/** A condition of groups in groups, written with the keyboard alone: each group says how its parts are joined. */
export function ConditionBuilder({ value, onChange }: ConditionBuilderProps) {
  const { data } = useConditionFields()
  if (!data) return <Skeleton lines={3} />
  return <Group group={value} fields={data.fields} depth={1} onChange={onChange} />
}

interface GroupProps {
  readonly group: DraftGroup
  readonly fields: readonly ConditionField[]
  readonly depth: number
  readonly onChange: (group: DraftGroup) => void
  readonly onRemove?: () => void
}

function Group({ group, fields, depth, onChange, onRemove }: GroupProps) {
  const { t } = useTranslation('conditions')
  const add = (part: Draft) => onChange({ ...group, parts: [...group.parts, part] })
  const change = (id: string, next: Draft | null) => onChange(withPart(group, id, () => next))
  return (
    <div
      role="group"
      aria-label={t(`mode.${group.mode}`)}
      className={classes('flex flex-col gap-3', depth > 1 && 'rounded border border-line bg-sunken p-3')}
    >
      <div className="flex flex-wrap items-end justify-between gap-3">
        <Select
          className="min-w-52"
          label={t('joined')}
          value={group.mode}
          onChange={(mode) => onChange({ ...group, mode })}
          options={MODES.map((id) => ({ id, label: t(`mode.${id}`) }))}
        />
        {onRemove && <IconButton label={t('removeGroup')} icon={Trash2} onPress={onRemove} />}
      </div>
      <ul className="flex flex-col gap-3 border-s-2 border-line-strong ps-3">
        {group.parts.map((part, at) => (
          <li key={part.id} className="flex flex-col gap-3">
            {at > 0 && (
              <span aria-hidden className="text-xs font-medium text-ink-soft">
                {t(group.mode === 'all' || group.mode === 'not_all' ? 'between.and' : 'between.or')}
              </span>
            )}
            {'parts' in part ? (
              <Group
                group={part}
                fields={fields}
                depth={depth + 1}
                onChange={(next) => change(part.id, next.parts.length > 0 ? next : null)}
                onRemove={() => change(part.id, null)}
              />
            ) : (
              <div className="flex items-start gap-2">
                <FieldEditor fields={fields} draft={part} onChange={(next) => change(part.id, next)} />
                <IconButton className="mt-6.5" label={t('removePart')} icon={Trash2} onPress={() => change(part.id, null)} />
              </div>
            )}
          </li>
        ))}
        {group.parts.length === 0 && <li className="text-sm text-ink-soft">{t('nothing')}</li>}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" icon={<Icon of={Plus} />} onPress={() => add(emptyField())}>
          {t('addPart')}
        </Button>
        {depth < DEEPEST && (
          <Button
            size="sm"
            look="quiet"
            icon={<Icon of={FolderPlus} />}
            onPress={() => add(emptyGroup(group.mode === 'all' ? 'any' : 'all'))}
          >
            {t('addGroup')}
          </Button>
        )}
      </div>
    </div>
  )
}
