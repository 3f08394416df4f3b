import { Search, X } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { Button as AriaButton, Input, SearchField, Tag, TagGroup, TagList } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/ui/button.tsx'
import { classes } from '#web/ui/classes.ts'
import { inputLook } from '#web/ui/field-parts.tsx'
import { Icon } from '#web/ui/icon.tsx'

/** One filter in force. */
export interface FilterChip {
  readonly id: string
  readonly label: string
  readonly onRemove: () => void
  /** Changes it, where that can be done. */
  readonly onOpen?: () => void
}

interface FilterBarProps {
  readonly search?: { readonly value: string; readonly onChange: (value: string) => void; readonly label?: string }
  readonly chips?: readonly FilterChip[]
  readonly onClear?: () => void
  /** The pickers of filters. */
  readonly children?: ReactNode
}

/** Search, pickers and the filters in force. Values belong in the address (useUrlValues), so that a link shows the same list. */
export function FilterBar({ search, chips = [], onClear, children }: FilterBarProps) {
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        {search && <SearchBox {...search} />}
        {children}
      </div>
      {chips.length > 0 && <Chips chips={chips} onClear={onClear} />}
    </div>
  )
}

const PAUSE = 250

/** Waits for a pause in typing, so that not every letter asks the server. */
function SearchBox({
  value,
  onChange,
  label,
}: {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly label?: string
}) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(value)
  const [given, setGiven] = useState(value)
  // Back, or a link, changed the search from outside.
  if (given !== value) {
    setGiven(value)
    setTyped(value)
  }
  useEffect(() => {
    if (typed === value) return
    const timer = setTimeout(() => onChange(typed), PAUSE)
    return () => clearTimeout(timer)
  }, [typed, value, onChange])
  return (
    <SearchField
      aria-label={label ?? t('filter.search')}
      value={typed}
      onChange={setTyped}
      onSubmit={onChange}
      className="group relative min-w-48 grow sm:max-w-80"
    >
      <span className="pointer-events-none absolute inset-y-0 start-3 grid place-items-center text-ink-soft">
        <Icon of={Search} />
      </span>
      <Input
        dir={typed ? 'auto' : undefined}
        placeholder={label ?? t('filter.search')}
        className={classes(inputLook, 'px-9 text-start [&::-webkit-search-cancel-button]:hidden')}
      />
      <AriaButton
        aria-label={t('filter.clearSearch')}
        className="absolute inset-y-1 end-1 grid w-8 place-items-center rounded text-ink-soft hovered:bg-hover group-data-empty:hidden"
      >
        <Icon of={X} />
      </AriaButton>
    </SearchField>
  )
}

function Chips({ chips, onClear }: { readonly chips: readonly FilterChip[]; readonly onClear: (() => void) | undefined }) {
  const { t } = useTranslation()
  return (
    <div className="flex flex-wrap items-center gap-2">
      <TagGroup
        aria-label={t('filter.active')}
        onRemove={(keys) => chips.filter((chip) => keys.has(chip.id)).forEach((chip) => chip.onRemove())}
      >
        <TagList className="flex flex-wrap gap-1.5">
          {chips.map((chip) => (
            <Tag
              key={chip.id}
              id={chip.id}
              textValue={chip.label}
              className="inline-flex min-h-7 items-center gap-1 rounded bg-accent-soft ps-2.5 pe-1 text-sm text-accent-ink"
            >
              {chip.onOpen ? (
                <AriaButton slot={null} onPress={chip.onOpen} className="cursor-pointer rounded hovered:underline">
                  <bdi>{chip.label}</bdi>
                </AriaButton>
              ) : (
                <bdi>{chip.label}</bdi>
              )}
              <AriaButton
                slot="remove"
                aria-label={t('filter.remove', { label: chip.label })}
                className="grid size-6 place-items-center rounded hovered:bg-surface"
              >
                <Icon of={X} className="size-3.5" />
              </AriaButton>
            </Tag>
          ))}
        </TagList>
      </TagGroup>
      {onClear && chips.length > 1 && (
        <Button look="quiet" size="sm" onPress={onClear}>
          {t('filter.clearAll')}
        </Button>
      )}
    </div>
  )
}
