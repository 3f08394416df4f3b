import { Search, X } from 'lucide-react'
import { Button, Input, SearchField as AriaSearchField } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { classes } from '#web/ui/classes.ts'
import { inputLook } from '#web/ui/field-parts.tsx'
import { Icon } from '#web/ui/icon.tsx'

export interface SearchFieldProps {
  /** What is searched: read aloud and shown while empty. */
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onSubmit?: (value: string) => void
  readonly className?: string
}

/** Text to look for; Escape empties it. */
export function SearchField({ label, value, onChange, onSubmit, className }: SearchFieldProps) {
  const { t } = useTranslation()
  return (
    <AriaSearchField
      aria-label={label}
      value={value}
      onChange={onChange}
      onSubmit={onSubmit}
      className={classes('group relative', className)}
    >
      <span className="pointer-events-none absolute inset-y-0 start-3 grid place-items-center text-ink-soft">
        <Icon of={Search} />
      </span>
      <Input
        dir={value ? 'auto' : undefined}
        placeholder={label}
        className={classes(inputLook, 'px-9 [&::-webkit-search-cancel-button]:hidden')}
      />
      <Button
        aria-label={t('actions.clear')}
        className="absolute inset-y-1 end-1 grid w-8 place-items-center rounded text-ink-soft hovered:bg-hover group-data-empty:hidden"
      >
        <Icon of={X} />
      </Button>
    </AriaSearchField>
  )
}
