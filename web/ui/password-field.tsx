import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { Input, TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { classes } from '#web/ui/classes.ts'
import { FieldError, FieldLabel, type FieldWords, inputLook } from '#web/ui/field-parts.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { PasswordStrength } from '#web/ui/password-strength.tsx'

export interface PasswordFieldProps extends Omit<AriaTextFieldProps, 'children' | 'className' | 'style' | 'type'>, FieldWords {
  /** Says how long a new password must be, and how good the typed one is. */
  readonly leastLength?: number
}

/** A password, which can be shown while typing. */
export function PasswordField({ label, hint, error, labelHidden, className, leastLength, ...rest }: PasswordFieldProps) {
  const { t } = useTranslation()
  const [isShown, setShown] = useState(false)
  return (
    <AriaTextField
      {...rest}
      minLength={leastLength}
      type={isShown ? 'text' : 'password'}
      isInvalid={error ? true : rest.isInvalid}
      className={classes('flex flex-col gap-1.5', className)}
    >
      <FieldLabel label={label} hint={hint ?? (leastLength && t('password.rule', { least: leastLength }))} labelHidden={labelHidden} />
      <div className="relative">
        <Input dir="ltr" className={classes(inputLook, 'pe-11 rtl:ps-11 rtl:pe-3 rtl:text-end')} />
        <IconButton
          size="sm"
          icon={isShown ? EyeOff : Eye}
          label={isShown ? t('field.hide_password') : t('field.show_password')}
          onPress={() => setShown(!isShown)}
          className="absolute end-1 top-1"
        />
      </div>
      {leastLength && <PasswordStrength password={rest.value ?? ''} leastLength={leastLength} />}
      <FieldError error={error} />
    </AriaTextField>
  )
}
