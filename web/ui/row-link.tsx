import { createContext, type ReactNode, use } from 'react'
import { Link } from 'react-aria-components'

/** Whether the table row around is the one the keyboard stands on. */
export const RowIsActive = createContext(true)

interface RowLinkProps {
  readonly href: string
  readonly children: ReactNode
}

/** A link inside a table cell. Tab reaches only those of the active row, so that a long table is one stop, not hundreds. */
export function RowLink({ href, children }: RowLinkProps) {
  const active = use(RowIsActive)
  return (
    <Link
      href={href}
      render={(props) => ('href' in props ? <a {...props} tabIndex={active ? undefined : -1} /> : <span {...props} />)}
      className="rounded text-ink underline-offset-4 hovered:text-accent-ink hovered:underline"
    >
      {children}
    </Link>
  )
}

/** Follows the first link of a row as a press on it would, with the same keys held. */
export function followRowLink(
  row: Element | null,
  keys: { readonly ctrlKey: boolean; readonly metaKey: boolean; readonly shiftKey: boolean },
): void {
  const { ctrlKey, metaKey, shiftKey } = keys
  row?.querySelector('a[href]')?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }))
}
