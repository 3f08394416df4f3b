import { useNavigate } from '@tanstack/react-router'
import { FileSpreadsheet, type LucideIcon, Store } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { Button } from '#web/ui/button.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { useLoadSample } from './data.ts'

/** An empty shop shows nothing: bring your own orders, or look around in a real shop's. */
export function FirstStep() {
  const { t } = useTranslation('workspaces')
  const navigate = useNavigate()
  const sample = useLoadSample()
  const load = () => sample.mutate(undefined, { onSuccess: ({ id }) => void navigate({ href: `/imports/${id}` }) })
  return (
    <div className="flex flex-col gap-5">
      <div className="grid gap-4 sm:grid-cols-2">
        <Way icon={FileSpreadsheet} title={t('first_step.own')} text={t('first_step.own_text')}>
          <LinkButton href="/imports" look="primary">
            {t('first_step.own_action')}
          </LinkButton>
        </Way>
        <Way icon={Store} title={t('first_step.sample')} text={t('first_step.sample_text')}>
          <Button onPress={load} isPending={sample.isPending}>
            {t('first_step.sample_action')}
          </Button>
        </Way>
      </div>
      {sample.error && <Notice tone="bad">{failureText(sample.error)}</Notice>}
    </div>
  )
}

interface WayProps {
  readonly icon: LucideIcon
  readonly title: string
  readonly text: string
  readonly children: ReactNode
}

function Way({ icon, title, text, children }: WayProps) {
  return (
    <div className="flex flex-col items-start gap-4 rounded border border-line p-5">
      <span className="grid size-11 place-items-center rounded bg-accent-soft text-accent-ink">
        <Icon of={icon} className="size-5.5" />
      </span>
      <div className="grow">
        <h2 className="font-semibold">{title}</h2>
        <p className="text-sm text-ink-soft">{text}</p>
      </div>
      {children}
    </div>
  )
}
