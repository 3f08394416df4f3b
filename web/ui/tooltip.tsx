import type { ReactNode } from 'react'
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components'

export interface TooltipProps {
  /** One pressable element. */
  readonly children: ReactNode
  readonly text: ReactNode
}

/** A short explanation on hover and keyboard focus. Never the only place of something a person must know. */
export function Tooltip({ children, text }: TooltipProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      {children}
      <AriaTooltip offset={6} className="appears max-w-64 rounded bg-ink px-2.5 py-1 text-sm text-canvas shadow-float">
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  )
}
