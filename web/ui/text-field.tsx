import { Input, TextArea, TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from 'react-aria-components'
import { classes } from '#web/ui/classes.ts'
import { FieldError, FieldLabel, type FieldWords, inputLook } from '#web/ui/field-parts.tsx'

export interface TextFieldProps extends Omit<AriaTextFieldProps, 'children' | 'className' | 'style'>, FieldWords {
  readonly placeholder?: string
  /** E-mail addresses, codes, phone numbers: typed left to right in either language. */
  readonly ltr?: boolean
  /** Several lines. */
  readonly rows?: number
}

/** One line of text, or several with `rows`. The direction follows what is typed. */
export function TextField({ label, hint, error, labelHidden, className, placeholder, ltr, rows, ...rest }: TextFieldProps) {
  const dir = ltr ? 'ltr' : 'auto'
  return (
    <AriaTextField {...rest} isInvalid={error ? true : rest.isInvalid} className={classes('flex flex-col gap-1.5', className)}>
      <FieldLabel label={label} hint={hint} labelHidden={labelHidden} />
      {rows ? (
        <TextArea rows={rows} dir={dir} placeholder={placeholder} className={classes(inputLook, 'h-auto py-2')} />
      ) : (
        <Input dir={dir} placeholder={placeholder} className={classes(inputLook, ltr && 'rtl:text-end')} />
      )}
      <FieldError error={error} />
    </AriaTextField>
  )
}
