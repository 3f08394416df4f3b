import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { SettingsFrame } from '#web/shell/settings-frame.tsx'
import { Button } from '#web/ui/button.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { Section } from '#web/ui/section.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import type { Platform, ShopResponse } from '../api.ts'
import { useConnect, useShops } from './data.ts'
import { ShopState } from './ShopState.tsx'

const PLATFORMS = ['woocommerce', 'shopify', 'plain'] as const satisfies readonly Platform[]

/** Shops that tell what happens in them, and how to connect another. */
export function ShopsPage() {
  const { t } = useTranslation('shops')
  const can = useCan()
  const shops = useShops()
  return (
    <SettingsFrame title={t('list.title')} question={t('list.question')}>
      <div className="grid gap-10">
        {shops.isPending && <Skeleton lines={4} />}
        {shops.isError && <ErrorState text={failureText(shops.error)} onRetry={() => void shops.refetch()} />}
        {shops.data && shops.data.rows.length > 0 && (
          <ul className="grid gap-3">
            {shops.data.rows.map((shop) => (
              <ShopLine key={shop.id} shop={shop} />
            ))}
          </ul>
        )}
        {shops.data && can('shops:configure') && <Connect isFirst={shops.data.rows.length === 0} />}
      </div>
    </SettingsFrame>
  )
}

function ShopLine({ shop }: { readonly shop: ShopResponse }) {
  const { t } = useTranslation('shops')
  const format = useFormat()
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 rounded border border-line bg-surface px-4 py-3">
      <div className="grid gap-0.5">
        <TextLink href={`/settings/shops/${shop.id}`}>
          <span dir="auto">{shop.name}</span>
        </TextLink>
        <span className="text-sm text-ink-soft">
          {t(`platform.${shop.platform}`)}
          {shop.lastEventAt && ` · ${t('list.last', { at: format.instant(shop.lastEventAt) })}`}
        </span>
      </div>
      <div className="flex items-center gap-3">
        {shop.deliveries.failed > 0 && (
          <span className="figures text-sm text-bad">{t('list.failed', { count: shop.deliveries.failed })}</span>
        )}
        <ShopState state={shop.state} />
      </div>
    </li>
  )
}

function Connect({ isFirst }: { readonly isFirst: boolean }) {
  const { t } = useTranslation('shops')
  const navigate = useNavigate()
  const connect = useConnect()
  const begin = (platform: Platform) =>
    connect.mutate({ platform, name: t(`platform.${platform}`) }, { onSuccess: ({ id }) => void navigate({ to: `/settings/shops/${id}` }) })
  return (
    <Section title={t(isFirst ? 'list.first' : 'list.another')} text={t('list.connectHint')}>
      <ul className="grid gap-3 sm:grid-cols-3">
        {PLATFORMS.map((platform) => (
          <li key={platform} className="grid content-between gap-4 rounded border border-line bg-surface p-4">
            <div className="grid gap-1">
              <h3 className="font-semibold">{t(`platform.${platform}`)}</h3>
              <p className="text-sm text-ink-soft">{t(`about.${platform}`)}</p>
            </div>
            <Button isPending={connect.isPending && connect.variables.platform === platform} onPress={() => begin(platform)}>
              {t('list.connect')}
            </Button>
          </li>
        ))}
      </ul>
      {connect.isError && <Notice tone="bad">{failureText(connect.error)}</Notice>}
    </Section>
  )
}
