import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { classes } from '#web/ui/classes.ts'
import { floatingLook } from '#web/ui/floating.ts'
import { IconButton } from '#web/ui/icon-button.tsx'

export interface DialogProps {
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
  readonly title: ReactNode
  readonly children: ReactNode
  /** Buttons at the foot; the decisive one last. */
  readonly actions?: ReactNode
  /** Must be answered: pressing outside does nothing, and screen readers say so. */
  readonly isAlert?: boolean
  readonly wide?: boolean
}

/** A question or a small task over the page; on a phone it rises from the lower edge. */
export function Dialog({ isOpen, onOpenChange, title, children, actions, isAlert = false, wide = false }: DialogProps) {
  const { t } = useTranslation()
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable={!isAlert}
      className="fixed inset-0 z-40 flex items-end justify-center bg-scrim entering:appears sm:items-center sm:p-4"
    >
      <Modal
        className={classes(floatingLook, 'flex max-h-[90dvh] w-full flex-col max-sm:rounded-b-none', wide ? 'sm:max-w-2xl' : 'sm:max-w-md')}
      >
        <AriaDialog role={isAlert ? 'alertdialog' : 'dialog'} className="flex min-h-0 flex-col outline-none">
          <div className="flex items-start justify-between gap-3 px-5 pt-4">
            <Heading slot="title" className="text-lg font-semibold">
              {title}
            </Heading>
            {!isAlert && <IconButton size="sm" slot="close" icon={X} label={t('actions.close')} />}
          </div>
          <div className="min-h-0 grow overflow-auto px-5 pt-2 pb-5">{children}</div>
          {actions && <div className="flex flex-wrap justify-end gap-3 border-t border-line px-5 py-3">{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
