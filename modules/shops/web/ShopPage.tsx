import { useTranslation } from 'react-i18next'
import { failure, failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { SettingsFrame } from '#web/shell/settings-frame.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { KeyFigure } from '#web/ui/key-figure.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { usePathParam } from '#web/url-state.ts'
import type { ShopResponse } from '../api.ts'
import { useShop } from './data.ts'
import { Deliveries } from './Deliveries.tsx'
import { Pull } from './Pull.tsx'
import { ShopSettings } from './ShopSettings.tsx'
import { ShopState } from './ShopState.tsx'
import { ShopSteps } from './ShopSteps.tsx'

/** One connected shop: how to connect it, how it is, and what it said. */
export function ShopPage() {
  const { t } = useTranslation(['shops', 'orders', 'consent', 'web'])
  const shop = useShop(usePathParam('id'))
  return (
    <SettingsFrame
      title={shop.data?.name ?? t('one.title')}
      question={t('one.question')}
      back="/settings/shops"
      actions={shop.data && <ShopState state={shop.data.state} />}
    >
      {shop.isPending && <Skeleton lines={8} />}
      {shop.isError && <ErrorState text={failureText(shop.error)} onRetry={() => void shop.refetch()} />}
      {shop.data && <Parts shop={shop.data} />}
    </SettingsFrame>
  )
}

function Parts({ shop }: { readonly shop: ShopResponse }) {
  const can = useCan()
  const mayConfigure = can('shops:configure')
  const isNew = shop.lastEventAt === null
  return (
    <div className="grid gap-10">
      {!isNew && <Health shop={shop} />}
      {mayConfigure && isNew && <ShopSteps shop={shop} />}
      {shop.platform !== 'plain' && <Pull shop={shop} mayConfigure={mayConfigure} />}
      {!isNew && <Deliveries shop={shop} mayConfigure={mayConfigure} />}
      {mayConfigure && <ShopSettings shop={shop} />}
      {mayConfigure && !isNew && <ShopSteps shop={shop} />}
    </div>
  )
}

function Health({ shop }: { readonly shop: ShopResponse }) {
  const { t } = useTranslation('shops')
  const format = useFormat()
  const { done, failed, received } = shop.deliveries
  return (
    <div className="grid gap-4">
      {shop.state === 'failing' && shop.error && (
        <Notice tone="bad" title={t('one.failing')}>
          {failureText(failure(shop.error.code, 0, shop.error.details))}
        </Notice>
      )}
      {shop.state === 'paused' && <Notice tone="info">{t('one.paused', { count: received })}</Notice>}
      {shop.refused.count > 0 && <Notice tone="warn">{t('one.refused', { count: shop.refused.count })}</Notice>}
      <div className="grid grid-cols-2 gap-4 sm:grid-cols-4">
        <KeyFigure label={t('one.lastEvent')} value={format.instant(shop.lastEventAt)} />
        <KeyFigure label={t('one.done')} value={format.number(done)} />
        <KeyFigure label={t('one.failed')} value={format.number(failed)} />
        <KeyFigure label={t('one.waiting')} value={format.number(received)} />
      </div>
    </div>
  )
}
