import { Check, Minus } from 'lucide-react'
import type { ReactNode } from 'react'
import { Checkbox as AriaCheckbox, type CheckboxProps as AriaCheckboxProps } from 'react-aria-components'
import { Icon } from '#web/ui/icon.tsx'

export interface CheckboxProps extends Omit<AriaCheckboxProps, 'children' | 'className' | 'style'> {
  readonly children: ReactNode
}

/** Yes or no, saved with the form around it. What works at once is a Switch. */
export function Checkbox({ children, ...rest }: CheckboxProps) {
  return (
    <AriaCheckbox {...rest} className="group flex items-start gap-2.5 py-1 outline-none off:opacity-50">
      {({ isSelected, isIndeterminate }) => (
        <>
          <span className="mt-[0.15em] grid size-5 shrink-0 place-items-center rounded-[5px] border border-line-strong bg-surface text-on-accent outline-offset-2 outline-focus group-hovered:border-ink-soft group-selected:border-accent group-selected:bg-accent group-part-selected:border-accent group-part-selected:bg-accent group-ringed:outline-2">
            {isIndeterminate ? <Icon of={Minus} className="size-3.5" /> : isSelected && <Icon of={Check} className="size-3.5" />}
          </span>
          <span>{children}</span>
        </>
      )}
    </AriaCheckbox>
  )
}
