import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { useCan, useSession } from '#web/session.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { Section } from '#web/ui/section.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { Switch } from '#web/ui/switch.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import { useRequirement, useSetRequirement } from './data.ts'

/** Whether a second step at sign-in is asked of everybody who works here, and how many have one. For pages of whoever manages members. */
export function SecondFactorRequirement() {
  const { t } = useTranslation('workspaces-requirement')
  const format = useFormat()
  const mayChange = useCan()('roles:configure')
  const { isOn } = useSession().secondFactor
  const { data, error } = useRequirement()
  const save = useSetRequirement()
  const failure = error ?? save.error
  const isLocked = !mayChange || (!isOn && !data?.isRequired)
  return (
    <Section title={t('title')} text={t('text')}>
      {failure && <Notice tone="bad">{failureText(failure)}</Notice>}
      {!data && !error && <Skeleton lines={2} />}
      {data && (
        <div className="flex flex-col gap-2">
          <Switch isSelected={data.isRequired} isDisabled={isLocked || save.isPending} onChange={(isRequired) => save.mutate(isRequired)}>
            {t('required')}
          </Switch>
          <p className="text-sm text-ink-soft">
            {t('count', { having: format.number(data.having), all: format.number(data.having + data.lacking) })}{' '}
            {data.lacking > 0 && t('will_ask', { count: data.lacking })}
          </p>
          {!mayChange && <p className="text-sm text-ink-soft">{t('owners')}</p>}
          {mayChange && isLocked && (
            <p className="text-sm">
              {t('own_first')} <TextLink href="/settings/account">{t('own_link')}</TextLink>
            </p>
          )}
        </div>
      )}
    </Section>
  )
}
