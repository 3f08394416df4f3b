import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'

interface SegmentedProps<Id extends string> {
  /** What is chosen here, for people who listen. */
  readonly label: string
  readonly value: Id
  readonly onChange: (value: Id) => void
  readonly options: readonly { readonly id: Id; readonly label: string }[]
}

/** Two to four choices that are all in sight: calendar, period, chart or table. */
export function Segmented<Id extends string>({ label, value, onChange, options }: SegmentedProps<Id>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const next = options.find((option) => keys.has(option.id))
        if (next) onChange(next.id)
      }}
      className="inline-flex w-fit rounded border border-line bg-sunken p-0.5"
    >
      {options.map((option) => (
        <ToggleButton
          key={option.id}
          id={option.id}
          className="h-7 cursor-pointer rounded-[6px] border border-transparent px-3 text-sm whitespace-nowrap text-ink-soft hovered:text-ink selected:border-line-strong/60 selected:bg-surface selected:font-medium selected:text-ink"
        >
          {option.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
