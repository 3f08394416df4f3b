import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { RadioGroup } from '#web/ui/radio-group.tsx'
import type { Token } from '../api.ts'
import { useRevokeToken, useRotateToken } from './data.ts'

const TONES = { active: 'good', expired: 'neutral', revoked: 'neutral', creator_gone: 'warn' } as const

interface TokenLineProps {
  readonly token: Token
  readonly onNewKey: (key: string) => void
}

/** One token with what can be done about it. */
export function TokenLine({ token, onNewKey }: TokenLineProps) {
  const { t } = useTranslation('tokens')
  const format = useFormat()
  const [asks, setAsks] = useState<'rotate' | 'revoke' | null>(null)
  const close = () => setAsks(null)
  const facts = [
    token.lastUsedAt ? t('line.used', { when: format.instant(token.lastUsedAt) }) : t('line.never_used'),
    token.expiresAt ? t('line.expires', { when: format.instant(token.expiresAt) }) : t('line.no_end'),
    ...(token.oldKeyUntil ? [t('line.old_key', { when: format.instant(token.oldKeyUntil) })] : []),
    ...(token.createdBy ? [t('line.by', { name: token.createdBy })] : []),
  ]
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <div className="min-w-0 grow basis-64">
        <div className="flex flex-wrap items-center gap-2">
          <bdi className="font-medium">{token.name}</bdi>
          <Badge tone={TONES[token.state]}>{t(`state.${token.state}`)}</Badge>
          <bdi className="code-run text-sm text-ink-soft">…{token.hint}</bdi>
        </div>
        <p className="text-sm text-ink-soft">{facts.join(' · ')}</p>
        <p className="text-sm text-ink-soft">{t('line.scopes', { count: token.scopes.length - token.lostScopes.length })}</p>
        {token.state === 'active' && token.lostScopes.length > 0 && (
          <p className="text-sm text-warn">{t('line.lost', { count: token.lostScopes.length })}</p>
        )}
      </div>
      {token.state === 'active' && (
        <div className="flex gap-2">
          <Button size="sm" onPress={() => setAsks('rotate')}>
            {t('rotate.action')}
          </Button>
          <Button size="sm" look="danger" onPress={() => setAsks('revoke')}>
            {t('revoke.action')}
          </Button>
        </div>
      )}
      {asks === 'rotate' && <RotateDialog token={token} onClose={close} onNewKey={onNewKey} />}
      {asks === 'revoke' && <RevokeDialog token={token} onClose={close} />}
    </li>
  )
}

const HOURS = { now: 0, day: 24, week: 168 } as const

function RotateDialog({ token, onClose, onNewKey }: TokenLineProps & { readonly onClose: () => void }) {
  const { t } = useTranslation('tokens')
  const rotate = useRotateToken()
  const [kept, setKept] = useState<keyof typeof HOURS>('day')
  const go = () =>
    rotate.mutate(
      { id: token.id, oldKeyHours: HOURS[kept] },
      {
        onSuccess: ({ key }) => {
          onClose()
          onNewKey(key)
        },
      },
    )
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('rotate.title', { name: token.name })}
      actions={
        <Button look="primary" isPending={rotate.isPending} onPress={go}>
          {t('rotate.go')}
        </Button>
      }
    >
      {rotate.error && <Notice tone="bad">{failureText(rotate.error)}</Notice>}
      <RadioGroup
        label={t('rotate.old')}
        value={kept}
        onChange={setKept}
        options={(['now', 'day', 'week'] as const).map((id) => ({ id, label: t(`rotate.${id}`) }))}
      />
    </Dialog>
  )
}

function RevokeDialog({ token, onClose }: { readonly token: Token; readonly onClose: () => void }) {
  const { t } = useTranslation('tokens')
  const revoke = useRevokeToken()
  return (
    <Dialog
      isOpen
      isAlert
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('revoke.title', { name: token.name })}
      actions={
        <>
          <Button onPress={onClose}>{t('revoke.keep')}</Button>
          <Button look="danger" isPending={revoke.isPending} onPress={() => revoke.mutate(token.id, { onSuccess: onClose })}>
            {t('revoke.action')}
          </Button>
        </>
      }
    >
      {revoke.error && <Notice tone="bad">{failureText(revoke.error)}</Notice>}
      <p>{t('revoke.text')}</p>
    </Dialog>
  )
}
