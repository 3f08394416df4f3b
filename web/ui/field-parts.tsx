import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { FieldError as AriaFieldError, Label, Text } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Icon } from '#web/ui/icon.tsx'

/** What every field of the kit takes beside its own props. */
export interface FieldWords {
  readonly label: ReactNode
  /** One quiet line under the label: what is wanted, or why. */
  readonly hint?: ReactNode
  /** A refusal that only the server could know; the browser's own are worded by the kit. */
  readonly error?: string | null
  /** Keeps the label for screen readers only, where the place says it all. */
  readonly labelHidden?: boolean
  readonly className?: string
}

/** The frame that all text-like inputs share. */
export const inputLook =
  'h-10 w-full min-w-0 rounded border border-line-strong bg-surface px-3 text-base text-ink transition-colors outline-offset-0 ' +
  'hovered:border-ink-soft focused:border-focus refused:border-bad off:opacity-60'

/** Label and hint above the input. */
export function FieldLabel({ label, hint, labelHidden }: Pick<FieldWords, 'label' | 'hint' | 'labelHidden'>) {
  return (
    <div className={labelHidden ? 'sr-only' : 'flex flex-col'}>
      <Label className="text-sm font-medium text-ink">{label}</Label>
      {hint && (
        <Text slot="description" className="text-sm text-ink-soft">
          {hint}
        </Text>
      )}
    </div>
  )
}

/** What is wrong and how to mend it, under the input. */
export function FieldError({ error }: { error?: string | null }) {
  const { t } = useTranslation()
  return (
    <AriaFieldError className="flex items-start gap-1.5 text-sm text-bad">
      {({ validationDetails: found, validationErrors }) => (
        <>
          <Icon of={CircleAlert} className="mt-[0.3em] size-3.5" />
          <span>{error ?? (found.customError ? validationErrors.join(' ') : t(`field.${problemOf(found)}`))}</span>
        </>
      )}
    </AriaFieldError>
  )
}

/** The browser's own sentences follow its language, not ours; its findings are what we word. */
function problemOf(found: ValidityState) {
  if (found.valueMissing) return 'missing'
  if (found.typeMismatch) return 'malformed'
  if (found.tooShort) return 'too_short'
  if (found.tooLong) return 'too_long'
  if (found.rangeUnderflow) return 'too_small'
  if (found.rangeOverflow) return 'too_large'
  return 'malformed'
}
