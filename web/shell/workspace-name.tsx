import { ChevronsUpDown } from 'lucide-react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { keepWorkspace, useSession } from '#web/session.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { Menu } from '#web/ui/menu.tsx'

/** The shop that everything on screen belongs to; a menu for those who work in several. */
export function WorkspaceName() {
  const { t } = useTranslation()
  const { workspace, workspaces } = useSession()
  if (workspaces.length < 2)
    return (
      <span className="truncate text-sm text-ink-soft">
        <bdi>{workspace.name}</bdi>
      </span>
    )
  const choose = (id: string) => () => {
    keepWorkspace(id)
    // Nothing read for one shop may stay on screen for another.
    location.assign('/')
  }
  const choices = workspaces.map(({ id, name }) => ({ id, label: name, isChosen: id === workspace.id, run: choose(id) }))
  return (
    <Menu
      label={t('shell.workspace')}
      placement="bottom start"
      groups={[{ id: 'workspaces', choices }]}
      trigger={
        <Button className="flex items-center gap-1 self-start rounded text-sm text-ink-soft hovered:text-ink">
          <bdi className="truncate">{workspace.name}</bdi>
          <Icon of={ChevronsUpDown} className="size-3.5" />
        </Button>
      }
    />
  )
}
