import { Check, Minus } from 'lucide-react'

/** The picture of a box inside a React Aria Checkbox of class `group/box`: empty, ticked, or a bar for "some". */
export function CheckMark({ state }: { readonly state: 'all' | 'some' | 'none' }) {
  const filled = state !== 'none'
  return (
    <span
      aria-hidden
      className={`grid size-4.5 place-items-center rounded-[5px] border group-data-focus-visible/box:outline-2 group-data-focus-visible/box:outline-offset-2 group-data-focus-visible/box:outline-focus ${filled ? 'border-accent bg-accent text-on-accent' : 'border-line-strong bg-surface'}`}
    >
      {state === 'all' && <Check size={14} strokeWidth={3} />}
      {state === 'some' && <Minus size={14} strokeWidth={3} />}
    </span>
  )
}
