import { CircleAlert, CircleCheck, X } from 'lucide-react'
import {
  Button as AriaButton,
  Text,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as AriaToastRegion,
} from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Icon } from '#web/ui/icon.tsx'

export interface ToastWords {
  readonly text: string
  readonly tone?: 'good' | 'bad'
  /** A way back, such as Undo. */
  readonly action?: { readonly label: string; readonly run: () => void }
}

const queue = new ToastQueue<ToastWords>({ maxVisibleToasts: 3 })
const SHOWN_MS = 7_000

/** Says that something happened. Trouble and ways back stay until they are read. */
export function toast(words: ToastWords): void {
  queue.add(words, words.tone === 'bad' ? {} : { timeout: SHOWN_MS })
}

/** Where toasts stand; once, in the shell. */
export function ToastRegion() {
  const { t } = useTranslation()
  return (
    <AriaToastRegion
      queue={queue}
      aria-label={t('status.messages')}
      className="fixed inset-x-4 bottom-20 z-50 flex flex-col items-end gap-2 outline-none sm:start-auto sm:bottom-4 sm:max-w-sm"
    >
      {({ toast: shown }) => (
        <Toast toast={shown} className="appears flex w-full items-center gap-3 rounded bg-ink px-4 py-3 text-sm text-canvas shadow-float">
          <Icon of={shown.content.tone === 'bad' ? CircleAlert : CircleCheck} className="size-4.5" />
          <ToastContent className="min-w-0 grow">
            <Text slot="title">{shown.content.text}</Text>
          </ToastContent>
          {shown.content.action && (
            <AriaButton
              className="rounded px-2 py-1 font-medium underline underline-offset-4"
              onPress={() => {
                shown.content.action?.run()
                queue.close(shown.key)
              }}
            >
              {shown.content.action.label}
            </AriaButton>
          )}
          <AriaButton slot="close" aria-label={t('actions.close')} className="grid size-7 place-items-center rounded">
            <Icon of={X} />
          </AriaButton>
        </Toast>
      )}
    </AriaToastRegion>
  )
}
