import { Check, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Header, Menu as AriaMenu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components'
import { classes } from '#web/ui/classes.ts'
import { choiceLook, floatingLook } from '#web/ui/floating.ts'
import { Icon } from '#web/ui/icon.tsx'

export interface MenuChoice {
  readonly id: string
  readonly label: string
  readonly icon?: LucideIcon
  /** Stands in the place of an icon. */
  readonly mark?: ReactNode
  readonly href?: string
  /** The address is a file to keep, not a page to go to. */
  readonly isDownload?: boolean
  readonly run?: () => void
  readonly isDanger?: boolean
  /** Marks the one in force among several. */
  readonly isChosen?: boolean
}

export interface MenuGroup {
  readonly id: string
  readonly title?: string
  readonly choices: readonly MenuChoice[]
}

export interface MenuProps {
  readonly label: string
  /** The button that opens it. */
  readonly trigger: ReactNode
  readonly groups: readonly MenuGroup[]
  readonly placement?: 'bottom end' | 'bottom start' | 'top start'
}

/** Things to do with what its button stands on. */
export function Menu({ label, trigger, groups, placement = 'bottom end' }: MenuProps) {
  const choices = groups.flatMap((group) => group.choices)
  return (
    <MenuTrigger>
      {trigger}
      <Popover placement={placement} className={`${floatingLook} min-w-52 max-w-[min(24rem,90vw)]`}>
        <AriaMenu
          aria-label={label}
          className="max-h-[70dvh] overflow-auto p-1 outline-none"
          onAction={(key) => choices.find(({ id }) => id === key)?.run?.()}
        >
          {groups.map((group, index) => (
            <MenuSection
              key={group.id}
              aria-label={group.title ?? label}
              className={classes(index > 0 && 'mt-1 border-t border-line pt-1')}
            >
              {group.title && <Header className="px-2.5 pt-1.5 pb-1 text-xs font-medium text-ink-soft">{group.title}</Header>}
              {group.choices.map((choice) => (
                <MenuItem
                  key={choice.id}
                  id={choice.id}
                  href={choice.href}
                  download={choice.isDownload ? '' : undefined}
                  textValue={choice.label}
                  className={classes(choiceLook, choice.isDanger && 'text-bad')}
                >
                  {choice.mark}
                  {choice.icon && <Icon of={choice.icon} />}
                  <span className="min-w-0 grow wrap-anywhere">
                    <bdi>{choice.label}</bdi>
                  </span>
                  {choice.isChosen && <Icon of={Check} />}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}
