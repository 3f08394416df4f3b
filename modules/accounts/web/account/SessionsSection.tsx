import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SessionsResponse } from '#api/accounts'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Section } from '#web/ui/section.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { toast } from '#web/ui/toast.tsx'
import { useRevoke, useSessions } from './data.ts'

type Session = SessionsResponse['rows'][number]

const SHOWN_AT_FIRST = 6

/** Where one is signed in, and the way to end that. */
export function SessionsSection() {
  const { t } = useTranslation('accounts-account')
  const sessions = useSessions()
  const revoke = useRevoke()
  const [areAllShown, setAllShown] = useState(false)
  const end = (id: string | null) =>
    revoke.mutate(id, {
      onSuccess: () => toast({ text: t(id === null ? 'sessions.others_done' : 'sessions.signed_out'), tone: 'good' }),
      onError: (error) => toast({ text: failureText(error), tone: 'bad' }),
    })
  const rows = sessions.data?.rows ?? []
  const others = rows.length > 1 && (
    <Button size="sm" isPending={revoke.isPending && revoke.variables === null} onPress={() => end(null)}>
      {t('sessions.others')}
    </Button>
  )
  return (
    <Section title={t('sessions.title')} text={t('sessions.text')} actions={others}>
      {sessions.isPending && <Skeleton lines={4} />}
      {sessions.isError && <ErrorState text={failureText(sessions.error)} onRetry={() => void sessions.refetch()} />}
      <ul className="flex flex-col divide-y divide-line">
        {(areAllShown ? rows : rows.slice(0, SHOWN_AT_FIRST)).map((session) => (
          <SessionLine
            key={session.id}
            session={session}
            onEnd={() => end(session.id)}
            isEnding={revoke.isPending && revoke.variables === session.id}
          />
        ))}
      </ul>
      {!areAllShown && rows.length > SHOWN_AT_FIRST && (
        <div>
          <Button look="quiet" size="sm" onPress={() => setAllShown(true)}>
            {t('sessions.all', { count: rows.length })}
          </Button>
        </div>
      )}
    </Section>
  )
}

interface SessionLineProps {
  readonly session: Session
  readonly onEnd: () => void
  readonly isEnding: boolean
}

function SessionLine({ session, onEnd, isEnding }: SessionLineProps) {
  const { t } = useTranslation('accounts-account')
  const format = useFormat()
  const device = useDeviceName(session.agent)
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-3">
      <div className="flex min-w-0 flex-col gap-0.5">
        <span className="flex flex-wrap items-center gap-2 font-medium">
          <bdi>{device}</bdi>
          {session.isThis && <Badge tone="good">{t('sessions.this')}</Badge>}
        </span>
        <span className="text-sm text-ink-soft">
          {t('sessions.started', { at: format.instant(session.startedAt) })} · {t('sessions.used', { at: format.instant(session.usedAt) })}
        </span>
        {session.network && (
          <span className="text-sm text-ink-soft">
            {t('sessions.network')} <span className="code-run">{session.network}</span>
          </span>
        )}
      </div>
      {!session.isThis && (
        <Button size="sm" isPending={isEnding} onPress={onEnd} aria-label={t('sessions.sign_out_of', { device })}>
          {t('sessions.sign_out')}
        </Button>
      )}
    </li>
  )
}

/** 'Firefox, Windows' as a sentence would say it; a program alone by its name. */
function useDeviceName(agent: string | null): string {
  const { t } = useTranslation('accounts-account')
  const [browser, system] = agent?.split(', ') ?? []
  if (browser && system) return t('sessions.on', { browser, system })
  return browser ?? t('sessions.unknown')
}
