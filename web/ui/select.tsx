import { Check, ChevronDown } from 'lucide-react'
import { Button, ListBox, ListBoxItem, Popover, Select as AriaSelect, SelectValue } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { classes } from '#web/ui/classes.ts'
import { FieldError, FieldLabel, type FieldWords, inputLook } from '#web/ui/field-parts.tsx'
import { choiceLook, floatingLook } from '#web/ui/floating.ts'
import { Icon } from '#web/ui/icon.tsx'

export interface SelectOption<Id extends string> {
  readonly id: Id
  readonly label: string
}

export interface SelectProps<Id extends string> extends FieldWords {
  readonly value: Id | null
  readonly onChange: (value: Id) => void
  readonly options: readonly SelectOption<Id>[]
  readonly placeholder?: string
  readonly isDisabled?: boolean
}

/** One of up to a dozen choices. Two to four that fit side by side: Segmented; long lists: ComboBox. */
export function Select<Id extends string>({
  label,
  hint,
  error,
  labelHidden,
  className,
  value,
  onChange,
  options,
  placeholder,
  isDisabled,
}: SelectProps<Id>) {
  const { t } = useTranslation()
  return (
    <AriaSelect
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.id === key)
        if (chosen) onChange(chosen.id)
      }}
      placeholder={placeholder ?? t('field.choose')}
      isDisabled={isDisabled}
      isInvalid={error ? true : undefined}
      className={classes('flex flex-col gap-1.5', className)}
    >
      <FieldLabel label={label} hint={hint} labelHidden={labelHidden} />
      <Button className={classes(inputLook, 'flex items-center justify-between gap-2 text-start')}>
        <SelectValue className="flex min-w-0" />
        <Icon of={ChevronDown} className="size-4 text-ink-soft" />
      </Button>
      <FieldError error={error} />
      <Popover className={`${floatingLook} w-(--trigger-width) min-w-40`}>
        <ListBox className="max-h-72 overflow-auto p-1 outline-none">
          {options.map((option) => (
            <ListBoxItem key={option.id} id={option.id} textValue={option.label} className={classes(choiceLook, 'justify-between')}>
              {({ isSelected }) => (
                <>
                  <bdi className="truncate">{option.label}</bdi>
                  {isSelected && <Icon of={Check} />}
                </>
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
