import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { Section } from '#web/ui/section.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { toast } from '#web/ui/toast.tsx'
import type { SecondFactorResponse } from '../../second-factor/api.ts'
import { BackupCodes } from './BackupCodes.tsx'
import { useForgetDevices, useNewBackupCodes, useRefreshAccount, useSecondFactor, useSwitchOff } from './data.ts'
import { ProofDialog } from './ProofDialog.tsx'
import { SetUp } from './SetUp.tsx'

const FEW_CODES = 3

/** The signed-in person's second step: set up, looked after, switched off. */
export function SecondFactorSection() {
  const { t } = useTranslation('accounts-second-factor')
  const { data, error, refetch } = useSecondFactor()
  const [isSettingUp, setSettingUp] = useState(false)
  if (error) return <ErrorState text={failureText(error)} onRetry={() => void refetch()} />
  return (
    <Section title={t('title')} text={t('text')}>
      {!data && <Skeleton lines={2} />}
      {data && !data.isOn && isSettingUp && <SetUp onEnd={() => setSettingUp(false)} />}
      {data && !data.isOn && !isSettingUp && (
        <div className="flex flex-col items-start gap-3">
          <p>{t('off')}</p>
          <Required shops={data.requiredBy} />
          <Button onPress={() => setSettingUp(true)}>{t('turn_on')}</Button>
        </div>
      )}
      {data?.isOn && <LookAfter state={data} />}
    </Section>
  )
}

function Required({ shops }: { readonly shops: readonly string[] }) {
  const { t } = useTranslation('accounts-second-factor')
  const list = useShopNames()
  return shops.length > 0 ? <p className="text-sm text-ink-soft">{t('required', { shops: list(shops) })}</p> : null
}

function LookAfter({ state }: { readonly state: SecondFactorResponse }) {
  const { t } = useTranslation('accounts-second-factor')
  const format = useFormat()
  const [asked, setAsked] = useState<'off' | 'codes' | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const refresh = useRefreshAccount()
  const forget = useForgetDevices()
  if (codes) return <BackupCodes codes={codes} onDone={() => setCodes(null)} />
  const showNew = (fresh: readonly string[]) => {
    setAsked(null)
    setCodes(fresh)
    void refresh()
  }
  const forgetDevices = () =>
    forget.mutate(undefined, {
      onSuccess: () => toast({ text: t('devices_forgotten'), tone: 'good' }),
      onError: (error) => toast({ text: failureText(error), tone: 'bad' }),
    })
  return (
    <div className="flex flex-col items-start gap-4">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Badge tone="good">{t('on', { day: format.instantDay(state.since) })}</Badge>
        <span>{t('codes_left', { count: state.backupCodesLeft })}</span>
      </p>
      <Required shops={state.requiredBy} />
      {state.backupCodesLeft < FEW_CODES && <Notice tone="warn">{t('few_codes')}</Notice>}
      <div className="flex flex-wrap gap-2">
        <Button onPress={() => setAsked('codes')}>{t('new_codes')}</Button>
        <Button isPending={forget.isPending} onPress={forgetDevices}>
          {t('forget_devices')}
        </Button>
        <Button look="quiet" onPress={() => setAsked('off')}>
          {t('turn_off')}
        </Button>
      </div>
      {asked === 'codes' && <NewCodes onCodes={showNew} onClose={() => setAsked(null)} />}
      {asked === 'off' && <SwitchOff shops={state.requiredBy} onClose={() => setAsked(null)} />}
    </div>
  )
}

function NewCodes({ onCodes, onClose }: { readonly onCodes: (codes: readonly string[]) => void; readonly onClose: () => void }) {
  const { t } = useTranslation('accounts-second-factor')
  const make = useNewBackupCodes()
  return (
    <ProofDialog
      title={t('new_codes')}
      text={t('codes_new_text')}
      submit={t('continue')}
      isPending={make.isPending}
      failure={make.error}
      onSubmit={(proof) => make.mutate(proof, { onSuccess: ({ codes }) => onCodes(codes) })}
      onClose={onClose}
    />
  )
}

function SwitchOff({ shops, onClose }: { readonly shops: readonly string[]; readonly onClose: () => void }) {
  const { t } = useTranslation('accounts-second-factor')
  const list = useShopNames()
  const switchOff = useSwitchOff()
  const refresh = useRefreshAccount()
  const done = () => {
    toast({ text: t('switched_off'), tone: 'good' })
    onClose()
    void refresh()
  }
  return (
    <ProofDialog
      title={t('off_title')}
      text={shops.length > 0 ? t('off_text_required', { shops: list(shops) }) : t('off_text')}
      submit={t('turn_off')}
      isDanger
      isPending={switchOff.isPending}
      failure={switchOff.error}
      onSubmit={(proof) => switchOff.mutate(proof, { onSuccess: done })}
      onClose={onClose}
    />
  )
}

function useShopNames(): (names: readonly string[]) => string {
  const { language } = useFormat()
  return (names) => new Intl.ListFormat(language).format(names)
}
