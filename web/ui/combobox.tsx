import { Check, ChevronsUpDown } from 'lucide-react'
import { useState } from 'react'
import { Button, ComboBox as AriaComboBox, Input, ListBox, ListBoxItem, Popover } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { normalise } from '#pure/text'
import { classes } from '#web/ui/classes.ts'
import { FieldError, FieldLabel, type FieldWords, inputLook } from '#web/ui/field-parts.tsx'
import { choiceLook, floatingLook } from '#web/ui/floating.ts'
import { Icon } from '#web/ui/icon.tsx'

/** One choice; `hint` is a second, quiet text (a phone number, a code). */
export interface ComboBoxOption {
  readonly id: string
  readonly label: string
  readonly hint?: string
}

interface ComboBoxProps extends FieldWords {
  readonly value: string | null
  readonly onChange: (id: string | null) => void
  readonly options: readonly ComboBoxOption[]
  /** Told what is typed when the server searches; without it the given options are filtered here. */
  readonly onSearch?: (text: string) => void
  readonly loading?: boolean
  readonly placeholder?: string
  readonly isRequired?: boolean
  readonly isDisabled?: boolean
}

/** One choice out of many, found by typing; ی and ي, ک and ك and all digits count as the same. */
export function ComboBox(props: ComboBoxProps) {
  const { label, hint, error, labelHidden, className, value, onChange, options, onSearch, loading, placeholder } = props
  const { t } = useTranslation()
  const nameOf = (id: string | null) => options.find((option) => option.id === id)?.label ?? ''
  const [text, setText] = useState(() => nameOf(value))
  const filtered = onSearch || text === nameOf(value) ? options : options.filter((option) => matches(option, text))
  const type = (next: string) => {
    setText(next)
    onSearch?.(next)
  }
  return (
    <AriaComboBox
      items={filtered}
      selectedKey={value}
      inputValue={text}
      onInputChange={type}
      onSelectionChange={(key) => {
        const id = key === null ? null : String(key)
        onChange(id)
        setText(nameOf(id))
      }}
      allowsEmptyCollection
      menuTrigger="focus"
      isRequired={props.isRequired}
      isDisabled={props.isDisabled}
      isInvalid={error ? true : undefined}
      className={classes('flex flex-col gap-1.5', className)}
    >
      <FieldLabel label={label} hint={hint} labelHidden={labelHidden} />
      <div className="relative">
        <Input placeholder={placeholder} className={classes(inputLook, 'pe-10')} />
        <Button
          aria-label={t('picker.show')}
          className="absolute inset-y-1 end-1 grid w-8 place-items-center rounded text-ink-soft hovered:bg-hover"
        >
          <Icon of={ChevronsUpDown} />
        </Button>
      </div>
      <FieldError error={error} />
      <Popover className={`${floatingLook} w-(--trigger-width) min-w-56`}>
        <ListBox
          className="max-h-72 overflow-auto p-1 outline-none"
          renderEmptyState={() => <p className="px-2.5 py-2 text-sm text-ink-soft">{loading ? t('picker.searching') : t('picker.none')}</p>}
        >
          {(option: ComboBoxOption) => <Choice option={option} />}
        </ListBox>
      </Popover>
    </AriaComboBox>
  )
}

function Choice({ option }: { readonly option: ComboBoxOption }) {
  return (
    <ListBoxItem id={option.id} textValue={option.label} className={choiceLook}>
      {({ isSelected }) => (
        <>
          <span className="flex min-w-0 grow flex-col">
            <bdi className="truncate">{option.label}</bdi>
            {option.hint && <bdi className="truncate text-xs text-ink-soft">{option.hint}</bdi>}
          </span>
          {isSelected && <Icon of={Check} />}
        </>
      )}
    </ListBoxItem>
  )
}

function matches(option: ComboBoxOption, text: string): boolean {
  const wanted = normalise(text)
  return normalise(option.label).includes(wanted) || normalise(option.hint ?? '').includes(wanted)
}
