import type { ReactNode } from 'react'
import { Switch as AriaSwitch, type SwitchProps as AriaSwitchProps } from 'react-aria-components'

export interface SwitchProps extends Omit<AriaSwitchProps, 'children' | 'className' | 'style'> {
  readonly children: ReactNode
}

/** On or off, at once. */
export function Switch({ children, ...rest }: SwitchProps) {
  return (
    <AriaSwitch {...rest} className="group flex items-center gap-3 py-1 outline-none off:opacity-50">
      <span className="flex h-6 w-10 shrink-0 items-center rounded-full border border-line-strong bg-hover p-0.5 outline-offset-2 outline-focus transition-colors group-selected:border-accent group-selected:bg-accent group-ringed:outline-2">
        <span className="size-4.5 rounded-full bg-line-strong transition-[margin] group-selected:ms-4 group-selected:bg-on-accent" />
      </span>
      <span>{children}</span>
    </AriaSwitch>
  )
}
