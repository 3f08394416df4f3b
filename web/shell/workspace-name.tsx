import { useLocation } from '@tanstack/react-router'
import { ChevronsUpDown, Plus } from 'lucide-react'
import { lazy, type ReactNode, Suspense } from 'react'
import { Button, DialogTrigger, Popover } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useSession } from '#web/session.tsx'
import { ShopMark } from '#web/shell/shop-mark.tsx'
import { inShop, sharedPlace } from '#web/shop-address.ts'
import { floatingLook } from '#web/ui/floating.ts'
import { Icon } from '#web/ui/icon.tsx'
import { Menu } from '#web/ui/menu.tsx'

/** More shops than this are searched. */
const AT_A_GLANCE = 8
const ShopSearch = lazy(async () => ({ default: (await import('#web/shell/shop-search.tsx')).ShopSearch }))

/** The shop that everything on screen belongs to; a menu for those who work in several. */
export function WorkspaceName() {
  const { t } = useTranslation()
  const { workspace, workspaces, permissions } = useSession()
  const place = sharedPlace(useLocation().pathname)
  const shown = <ShownName />
  const add = permissions.includes('workspaces:create')
    ? [{ id: 'new', label: t('shell.new_workspace'), icon: Plus, href: '/new-shop' }]
    : []
  if (workspaces.length < 2 && add.length === 0)
    return <span className="flex min-w-0 items-center gap-2 text-sm text-ink-soft">{shown}</span>
  const trigger = (
    <Button className="flex max-w-full items-center gap-2 self-start rounded text-sm text-ink-soft hovered:text-ink">
      <span className="sr-only">{t('shell.workspace')}</span>
      {shown}
      <Icon of={ChevronsUpDown} className="size-3.5 shrink-0" />
    </Button>
  )
  const choices = workspaces.map((shop) => ({
    id: shop.id,
    label: shop.name,
    mark: <ShopMark shop={shop} />,
    isChosen: shop.id === workspace.id,
    href: inShop(shop.handle, place),
  }))
  if (workspaces.length <= AT_A_GLANCE)
    return (
      <Menu
        label={t('shell.workspace')}
        placement="bottom start"
        groups={[{ id: 'workspaces', choices }, ...(add.length > 0 ? [{ id: 'add', choices: add }] : [])]}
        trigger={trigger}
      />
    )
  return (
    <SearchPopover trigger={trigger}>
      <ShopSearch choices={[...choices, ...add]} />
    </SearchPopover>
  )
}

function ShownName() {
  const { workspace } = useSession()
  return (
    <>
      {(workspace.logo !== null || workspace.accent !== null) && <ShopMark shop={workspace} />}
      <bdi className="truncate">{workspace.name}</bdi>
    </>
  )
}

function SearchPopover({ trigger, children }: { readonly trigger: ReactNode; readonly children: ReactNode }) {
  return (
    <DialogTrigger>
      {trigger}
      <Popover placement="bottom start" className={`${floatingLook} w-80 max-w-[90vw]`}>
        <Suspense>{children}</Suspense>
      </Popover>
    </DialogTrigger>
  )
}
