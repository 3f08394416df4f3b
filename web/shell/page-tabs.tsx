import { Link } from 'react-aria-components'
import { PAGES } from '#web/pages.ts'
import { useCan } from '#web/session.tsx'
import { classes } from '#web/ui/classes.ts'

interface PageTab<Id extends string> {
  readonly id: Id
  readonly path: string
  readonly label: string
}

interface PageTabsProps<Id extends string> {
  readonly label: string
  readonly tabs: readonly PageTab<Id>[]
  readonly current: Id
}

/** Pages that belong together, side by side; those that this member may not see are left out. */
export function PageTabs<Id extends string>({ label, tabs, current }: PageTabsProps<Id>) {
  const can = useCan()
  const shown = tabs.filter(({ path }) => {
    const page = PAGES.find((each) => each.path === path)
    return page && (!page.may || can(page.may))
  })
  return (
    <nav aria-label={label} className="flex gap-6 overflow-x-auto border-b border-line">
      {shown.map(({ id, path, label }) => (
        <Link
          key={id}
          href={path}
          aria-current={id === current ? 'page' : undefined}
          className={classes(
            '-mb-px border-b-2 py-2 whitespace-nowrap no-underline hovered:text-ink',
            id === current ? 'border-accent font-medium text-ink' : 'border-transparent text-ink-soft',
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  )
}
