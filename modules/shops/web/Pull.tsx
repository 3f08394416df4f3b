import { useTranslation } from 'react-i18next'
import { failure, failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { Button } from '#web/ui/button.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { ProgressBar } from '#web/ui/progress-bar.tsx'
import { Section } from '#web/ui/section.tsx'
import { PULL_STAGES, type PullResponse, type ShopResponse } from '../api.ts'
import { isPulling, useShopStep } from './data.ts'

interface PullProps {
  readonly shop: ShopResponse
  readonly mayConfigure: boolean
}

/** The shop's history: asking for it, how far that is, and what came. */
export function Pull({ shop, mayConfigure }: PullProps) {
  const { t } = useTranslation('shops')
  const step = useShopStep(shop.id)
  const { pull } = shop
  const isOpen = pull !== null && (isPulling(pull) || pull.state === 'paused')
  return (
    <Section title={t('pull.title')} text={t('pull.text')}>
      {!shop.hasCredentials && <Notice tone="info">{t('pull.needsKeys')}</Notice>}
      {pull && <Stand pull={pull} />}
      {mayConfigure && shop.hasCredentials && (
        <div className="flex flex-wrap gap-3">
          {!isOpen && (
            <Button look={pull ? 'plain' : 'primary'} isPending={step.isPending} onPress={() => step.mutate({ step: 'pull' })}>
              {t(pull ? 'pull.again' : 'pull.start')}
            </Button>
          )}
          {isPulling(pull) && <Button onPress={() => step.mutate({ step: 'pausePull' })}>{t('pull.pause')}</Button>}
          {pull?.state === 'paused' && (
            <Button look="primary" onPress={() => step.mutate({ step: 'resumePull' })}>
              {t('pull.resume')}
            </Button>
          )}
          {isOpen && <Button onPress={() => step.mutate({ step: 'cancelPull' })}>{t('pull.cancel')}</Button>}
        </div>
      )}
      {step.isError && <Notice tone="bad">{failureText(step.error)}</Notice>}
    </Section>
  )
}

function Stand({ pull }: { readonly pull: PullResponse }) {
  const { t } = useTranslation('shops')
  const format = useFormat()
  const known = PULL_STAGES.filter((stage) => pull.counts[stage])
  return (
    <div className="grid gap-4">
      {pull.state !== 'done' && pull.state !== 'cancelled' && (
        <ProgressBar
          label={t(`pull.stage.${pull.stage}`)}
          share={pull.share}
          {...(timeLeft(pull) === null ? {} : { detail: leftText() })}
        />
      )}
      {pull.state === 'done' && <Notice tone="good">{t('pull.done', { at: format.instant(pull.finishedAt) })}</Notice>}
      {pull.state === 'cancelled' && <Notice tone="info">{t('pull.cancelled')}</Notice>}
      {pull.error && pull.state !== 'done' && (
        <Notice tone={pull.state === 'failed' ? 'bad' : 'warn'} title={t(pull.state === 'failed' ? 'pull.failed' : 'pull.waits')}>
          {failureText(failure(pull.error.code, 0, pull.error.details))}
        </Notice>
      )}
      <dl className="figures grid max-w-md gap-x-6 gap-y-1 text-sm sm:grid-cols-2">
        {known.map((stage) => {
          const count = pull.counts[stage]
          if (!count) return null
          return (
            <div key={stage} className="flex justify-between gap-3">
              <dt className="text-ink-soft">{t(`pull.stage.${stage}`)}</dt>
              <dd>
                {count.total === null || count.total === count.done
                  ? format.number(count.done)
                  : t('pull.of', { done: format.number(count.done), total: format.number(count.total) })}
                {count.skipped > 0 && <span className="text-ink-soft"> {t('pull.skipped', { count: count.skipped })}</span>}
              </dd>
            </div>
          )
        })}
      </dl>
      {pull.skipped.length > 0 && (
        <details className="text-sm">
          <summary className="cursor-pointer">{t('pull.skippedWhy')}</summary>
          <ul className="mt-2 grid gap-1">
            {pull.skipped.map((one) => (
              <li key={`${one.stage} ${one.id}`}>
                <span className="code-run">{one.id}</span>: {failureText(failure(one.code, 0, one.details))}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )

  function leftText(): string {
    const seconds = timeLeft(pull) ?? 0
    return seconds < 90 ? t('pull.secondsLeft', { count: seconds }) : t('pull.minutesLeft', { count: Math.round(seconds / 60) })
  }
}

function timeLeft({ state, secondsLeft }: PullResponse): number | null {
  return state === 'running' && secondsLeft !== null ? Math.max(1, secondsLeft) : null
}
