import { EllipsisVertical } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Menu } from '#web/ui/menu.tsx'
import { PlainTable } from '#web/ui/plain-table.tsx'
import type { SourceResponse } from '../api.ts'
import { type SourceStep, SourceSteps } from './SourceSteps.tsx'

/** Every source, with what can be done with it. */
export function SourceList({ rows, host }: { readonly rows: readonly SourceResponse[]; readonly host: string }) {
  const { t } = useTranslation('tracking')
  const format = useFormat()
  const mayChange = useCan()('tracking:configure')
  const [step, setStep] = useState<{ readonly source: SourceResponse; readonly step: SourceStep } | null>(null)
  return (
    <>
      <PlainTable
        label={t('sources.title')}
        rows={rows}
        rowId={(row) => row.id}
        columns={[
          { heading: t('sources.name'), isName: true, cell: (row) => <SourceName source={row} /> },
          { heading: t('sources.kind'), isShort: true, cell: (row) => t(`kind.${row.kind}`) },
          { heading: t('sources.key'), isShort: true, cell: (row) => <KeyHints source={row} /> },
          {
            heading: t('sources.lastUsed'),
            isShort: true,
            cell: (row) => (row.lastUsedAt ? format.instant(row.lastUsedAt) : t('sources.never')),
          },
          {
            heading: t('sources.actions'),
            isShort: true,
            cell: (row) =>
              mayChange && row.revokedAt === null ? (
                <Actions source={row} onStep={(chosen) => setStep({ source: row, step: chosen })} />
              ) : null,
          },
        ]}
      />
      {step && <SourceSteps key={`${step.source.id} ${step.step}`} {...step} host={host} onClose={() => setStep(null)} />}
    </>
  )
}

function SourceName({ source }: { readonly source: SourceResponse }) {
  const { t } = useTranslation('tracking')
  return (
    <span className="flex flex-wrap items-center gap-2">
      <bdi>{source.name}</bdi>
      {source.revokedAt !== null && <Badge tone="neutral">{t('sources.revoked')}</Badge>}
      {source.needsConsent && <Badge tone="info">{t('sources.waitsForConsent')}</Badge>}
    </span>
  )
}

function KeyHints({ source }: { readonly source: SourceResponse }) {
  const { t } = useTranslation('tracking')
  const format = useFormat()
  return (
    <span className="grid">
      <span className="code-run">…{source.keyHint}</span>
      {source.oldKeyUntil !== null && (
        <span className="text-sm text-ink-soft">
          {t('sources.oldKey', { hint: source.oldKeyHint ?? '', until: format.instant(source.oldKeyUntil) })}
        </span>
      )}
    </span>
  )
}

function Actions({ source, onStep }: { readonly source: SourceResponse; readonly onStep: (step: SourceStep) => void }) {
  const { t } = useTranslation('tracking')
  return (
    <Menu
      label={t('sources.actionsOf', { name: source.name })}
      trigger={<IconButton icon={EllipsisVertical} label={t('sources.actionsOf', { name: source.name })} size="sm" />}
      groups={[
        {
          id: 'all',
          choices: [
            { id: 'change', label: t('sources.change'), run: () => onStep('change') },
            { id: 'rotate', label: t('sources.rotate'), run: () => onStep('rotate') },
            { id: 'revoke', label: t('sources.revoke'), run: () => onStep('revoke'), isDanger: true },
          ],
        },
      ]}
    />
  )
}
