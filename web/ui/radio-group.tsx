import { Radio, RadioGroup as AriaRadioGroup } from 'react-aria-components'
import { classes } from '#web/ui/classes.ts'
import { FieldError, FieldLabel, type FieldWords } from '#web/ui/field-parts.tsx'

export interface RadioOption<Id extends string> {
  readonly id: Id
  readonly label: string
  readonly hint?: string
}

export interface RadioGroupProps<Id extends string> extends FieldWords {
  readonly value: Id
  readonly onChange: (value: Id) => void
  readonly options: readonly RadioOption<Id>[]
  readonly isDisabled?: boolean
  /** Side by side where there is room. */
  readonly inline?: boolean
}

/** One of a few choices, each with room for a line of explanation. */
export function RadioGroup<Id extends string>({
  label,
  hint,
  error,
  labelHidden,
  className,
  value,
  onChange,
  options,
  isDisabled,
  inline,
}: RadioGroupProps<Id>) {
  return (
    <AriaRadioGroup
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.id === key)
        if (chosen) onChange(chosen.id)
      }}
      isDisabled={isDisabled}
      isInvalid={error ? true : undefined}
      className={classes('flex flex-col gap-1.5', className)}
    >
      <FieldLabel label={label} hint={hint} labelHidden={labelHidden} />
      <div className={inline ? 'flex flex-wrap gap-x-6' : 'flex flex-col'}>
        {options.map((option) => (
          <Radio key={option.id} value={option.id} className="group flex items-start gap-2.5 py-1 outline-none off:opacity-50">
            <span className="mt-[0.15em] grid size-5 shrink-0 place-items-center rounded-full border border-line-strong bg-surface outline-offset-2 outline-focus group-hovered:border-ink-soft group-selected:border-accent group-ringed:outline-2">
              <span className="size-2.5 rounded-full group-selected:bg-accent" />
            </span>
            <span className="flex flex-col">
              {option.label}
              {option.hint && <span className="text-sm text-ink-soft">{option.hint}</span>}
            </span>
          </Radio>
        ))}
      </div>
      <FieldError error={error} />
    </AriaRadioGroup>
  )
}
