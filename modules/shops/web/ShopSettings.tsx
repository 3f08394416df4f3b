import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Form } from '#web/ui/form.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { Section } from '#web/ui/section.tsx'
import { Select } from '#web/ui/select.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import { toast } from '#web/ui/toast.tsx'
import type { ShopResponse } from '../api.ts'
import { useShopStep, useSources } from './data.ts'

/** The connection's name, whose order numbers it shares, and how to pause, renew or end it. */
export function ShopSettings({ shop }: { readonly shop: ShopResponse }) {
  const { t } = useTranslation(['shops', 'web'])
  const step = useShopStep(shop.id)
  const [name, setName] = useState(shop.name)
  const [source, setSource] = useState(shop.source)
  const save = () =>
    step.mutate({ step: 'change', change: { name, source } }, { onSuccess: () => toast({ text: t('settings.saved'), tone: 'good' }) })
  return (
    <Section title={t('settings.title')}>
      {shop.untold && <Untold shop={shop} until={shop.untold.until} />}
      <Form
        onSubmit={save}
        failure={step.error}
        className="max-w-xl"
        actions={
          <Button type="submit" isPending={step.isPending && step.variables.step === 'change'}>
            {t('web:actions.save')}
          </Button>
        }
      >
        <TextField label={t('settings.name')} value={name} onChange={setName} isRequired />
        <SourceField own={shop.source} value={source} onChange={setSource} />
      </Form>
      <div className="flex flex-wrap gap-3">
        <Button onPress={() => step.mutate({ step: shop.state === 'paused' ? 'resume' : 'pause' })}>
          {t(shop.state === 'paused' ? 'settings.resume' : 'settings.pause')}
        </Button>
        {shop.platform !== 'shopify' && <Rotate shop={shop} />}
        <Disconnect shop={shop} />
      </div>
    </Section>
  )
}

interface SourceFieldProps {
  readonly own: string
  readonly value: string
  readonly onChange: (source: string) => void
}

/** Orders of the same space and number are the same order, whoever tells of them. */
function SourceField({ own, value, onChange }: SourceFieldProps) {
  const { t } = useTranslation('shops')
  const format = useFormat()
  const sources = useSources()
  const rows = sources.data?.rows ?? []
  const known = rows.some(({ source }) => source === own) ? rows : [{ source: own, orders: 0, isShop: true }, ...rows]
  const nameOf = (source: string) => (source === 'import' ? t('settings.ofFiles') : source === 'tracking' ? t('settings.ofSites') : source)
  return (
    <Select
      label={t('settings.source')}
      hint={t('settings.sourceHint')}
      value={value}
      onChange={onChange}
      options={known.map(({ source, orders }) => ({
        id: source,
        label: t('settings.sourceOrders', { source: nameOf(source), orders: format.number(orders) }),
      }))}
    />
  )
}

/** The shop signs with the secret before the present one, and what to do about it. */
function Untold({ shop, until }: { readonly shop: ShopResponse; readonly until: string }) {
  const { t } = useTranslation('shops')
  const format = useFormat()
  const step = useShopStep(shop.id)
  const tell = () => step.mutate({ step: 'secret' }, { onSuccess: () => toast({ text: t('settings.rotated'), tone: 'good' }) })
  return (
    <Notice
      tone="warn"
      title={t('settings.untold')}
      action={
        <Button size="sm" isPending={step.isPending} onPress={tell}>
          {t('settings.tellAgain')}
        </Button>
      }
    >
      {t('settings.untoldText', { until: format.instant(until) })}
    </Notice>
  )
}

function Rotate({ shop }: { readonly shop: ShopResponse }) {
  const { t } = useTranslation(['shops', 'web'])
  const [isOpen, setOpen] = useState(false)
  const step = useShopStep(shop.id)
  const rotate = () =>
    step.mutate(
      { step: 'secret' },
      {
        onSuccess: () => {
          setOpen(false)
          toast({ text: t('settings.rotated'), tone: 'good' })
        },
      },
    )
  return (
    <>
      <Button onPress={() => setOpen(true)}>{t('settings.rotate')}</Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        title={t('settings.rotate')}
        actions={
          <>
            <Button onPress={() => setOpen(false)}>{t('web:actions.cancel')}</Button>
            <Button look="primary" isPending={step.isPending} onPress={rotate}>
              {t('settings.rotate')}
            </Button>
          </>
        }
      >
        <p>{t(shop.hooks.length > 0 ? 'settings.rotateThere' : 'settings.rotateByHand')}</p>
        {step.isError && <Notice tone="bad">{failureText(step.error)}</Notice>}
      </Dialog>
    </>
  )
}

function Disconnect({ shop }: { readonly shop: ShopResponse }) {
  const { t } = useTranslation(['shops', 'web'])
  const navigate = useNavigate()
  const [isOpen, setOpen] = useState(false)
  const step = useShopStep(shop.id)
  const { received, done, failed, ignored } = shop.deliveries
  const disconnect = () => step.mutate({ step: 'disconnect' }, { onSuccess: () => void navigate({ to: '/settings/shops' }) })
  return (
    <>
      <Button look="danger" onPress={() => setOpen(true)}>
        {t('settings.disconnect')}
      </Button>
      <Dialog
        isAlert
        isOpen={isOpen}
        onOpenChange={setOpen}
        title={t('settings.disconnectAsk', { name: shop.name })}
        actions={
          <>
            <Button onPress={() => setOpen(false)}>{t('web:actions.cancel')}</Button>
            <Button look="danger" isPending={step.isPending} onPress={disconnect}>
              {t('settings.disconnect')}
            </Button>
          </>
        }
      >
        <p>{t('settings.disconnectHint', { count: received + done + failed + ignored })}</p>
        {step.isError && <Notice tone="bad">{failureText(step.error)}</Notice>}
      </Dialog>
    </>
  )
}
