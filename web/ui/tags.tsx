import { X } from 'lucide-react'
import { Button, Tag, TagGroup, TagList } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Icon } from '#web/ui/icon.tsx'

export interface TagsProps {
  /** What they are, for people who listen. */
  readonly label: string
  readonly tags: readonly { readonly id: string; readonly label: string }[]
  readonly onRemove?: (id: string) => void
}

/** Words that something carries; each can be taken off when `onRemove` is given. */
export function Tags({ label, tags, onRemove }: TagsProps) {
  const { t } = useTranslation()
  return (
    <TagGroup aria-label={label} onRemove={onRemove && ((keys) => keys.forEach((key) => onRemove(String(key))))}>
      <TagList className="flex flex-wrap gap-2">
        {tags.map((tag) => (
          <Tag
            key={tag.id}
            id={tag.id}
            textValue={tag.label}
            className="inline-flex h-7 items-center gap-1 rounded bg-hover px-2 text-sm text-ink"
          >
            <bdi>{tag.label}</bdi>
            {onRemove && (
              <Button
                slot="remove"
                aria-label={t('actions.remove', { what: tag.label })}
                className="grid size-6 place-items-center rounded hovered:bg-surface"
              >
                <Icon of={X} className="size-3.5" />
              </Button>
            )}
          </Tag>
        ))}
      </TagList>
    </TagGroup>
  )
}
