import { MenuIcon, Search } from 'lucide-react'
import { useState } from 'react'
import { Button, Dialog, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Logo } from '#web/shell/logo.tsx'
import { PlaceList } from '#web/shell/side-bar.tsx'
import { UserMenu } from '#web/shell/user-menu.tsx'
import { WorkspaceName } from '#web/shell/workspace-name.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'

/** Search on wide screens; menu, name, search and account on narrow ones. */
export function TopBar({ onSearch }: { readonly onSearch: () => void }) {
  const { t } = useTranslation()
  return (
    <header className="sticky top-0 z-20 flex h-14 items-center gap-2 border-b border-line bg-canvas/95 px-2 backdrop-blur-sm sm:px-8 print:hidden">
      <div className="flex min-w-0 grow items-center gap-1 lg:hidden">
        <Drawer />
        <Logo />
      </div>
      <Button
        onPress={onSearch}
        className="hidden h-9 w-80 items-center gap-2.5 rounded border border-line bg-surface px-3 text-sm text-ink-soft hovered:border-line-strong lg:flex"
      >
        <Icon of={Search} />
        <span className="grow text-start">{t('shell.search')}</span>
        <kbd className="code-run text-xs">{isApple() ? '⌘ K' : 'Ctrl K'}</kbd>
      </Button>
      <div className="flex items-center gap-1 lg:hidden">
        <IconButton icon={Search} label={t('shell.search')} onPress={onSearch} />
        <UserMenu />
      </div>
    </header>
  )
}

function Drawer() {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <IconButton icon={MenuIcon} label={t('shell.open_menu')} onPress={() => setOpen(true)} />
      <ModalOverlay isOpen={isOpen} onOpenChange={setOpen} isDismissable className="fixed inset-0 z-40 bg-scrim">
        <Modal className="fixed inset-y-0 start-0 w-72 max-w-[85vw] border-e border-line bg-canvas px-3 py-5">
          <Dialog aria-label={t('places.label')} className="flex h-full flex-col gap-6 outline-none">
            <div className="flex flex-col gap-1 px-3">
              <Logo />
              <WorkspaceName />
            </div>
            {/* Any link that is followed has done its work: the drawer closes. */}
            <div onClick={() => setOpen(false)}>
              <PlaceList />
            </div>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>
  )
}

function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent)
}
