import { CircleHelp } from 'lucide-react'
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { floatingLook } from '#web/ui/floating.ts'
import { Icon } from '#web/ui/icon.tsx'

/** What a number means, one press away: a tooltip would be out of reach on a phone. */
export function Definition({ text }: { readonly text: string }) {
  const { t } = useTranslation('charts')
  return (
    <DialogTrigger>
      <Button
        aria-label={t('definition')}
        className="grid size-7 shrink-0 place-items-center rounded text-ink-soft hovered:bg-hover hovered:text-ink"
      >
        <Icon of={CircleHelp} />
      </Button>
      <Popover placement="bottom" className={`${floatingLook} max-w-80 p-3`}>
        <Dialog aria-label={t('definition')} className="text-sm outline-none">
          {text}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
