import { Group, Input, NumberField as AriaNumberField, type NumberFieldProps as AriaNumberFieldProps } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { classes } from '#web/ui/classes.ts'
import { FieldError, FieldLabel, type FieldWords, inputLook } from '#web/ui/field-parts.tsx'

export interface NumberFieldProps extends Omit<AriaNumberFieldProps, 'children' | 'className' | 'style'>, FieldWords {
  /** What is counted, after the number: days, %. */
  readonly unit?: string
}

/** A number in the reader's digits; Persian, Arabic and Latin ones may be typed. Arrow keys step. */
export function NumberField({ label, hint, error, labelHidden, className, unit, ...rest }: NumberFieldProps) {
  const { t } = useTranslation()
  return (
    <AriaNumberField
      {...rest}
      incrementAriaLabel={t('actions.increase')}
      decrementAriaLabel={t('actions.decrease')}
      isInvalid={error ? true : rest.isInvalid}
      className={classes('flex flex-col gap-1.5', className)}
    >
      <FieldLabel label={label} hint={hint} labelHidden={labelHidden} />
      <Group className="flex items-center gap-2">
        <Input className={classes(inputLook, 'figures max-w-40')} />
        {unit && <span className="text-sm text-ink-soft">{unit}</span>}
      </Group>
      <FieldError error={error} />
    </AriaNumberField>
  )
}
