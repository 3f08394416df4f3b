import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { Section } from '#web/ui/section.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { Spinner } from '#web/ui/spinner.tsx'
import type { ShopDoor, ShopResponse } from '../api.ts'
import { CopyText } from './CopyText.tsx'
import { useDoor } from './data.ts'
import { KeysForm } from './KeysForm.tsx'
import { PlainExample } from './PlainExample.tsx'
import { SecretForm } from './SecretForm.tsx'

/** How to connect this shop, step by step; afterwards the same as a reminder, folded away. */
export function ShopSteps({ shop }: { readonly shop: ShopResponse }) {
  const { t } = useTranslation('shops')
  if (shop.lastEventAt === null) {
    return (
      <Section title={t('steps.title')} text={t(`steps.${shop.platform}Intro`)}>
        <Steps shop={shop} />
        <p role="status" className="flex items-center gap-3 rounded border border-line bg-surface px-4 py-3">
          <Spinner />
          <span>{t(shop.hasSecret ? `steps.${shop.platform}Test` : 'steps.needsSecret')}</span>
        </p>
      </Section>
    )
  }
  return (
    <Section title={t('steps.again')} text={t(`steps.${shop.platform}Intro`)}>
      <details>
        <summary className="cursor-pointer">{t('steps.show')}</summary>
        <div className="mt-4 grid gap-4">
          <Steps shop={shop} />
        </div>
      </details>
    </Section>
  )
}

function Steps({ shop }: { readonly shop: ShopResponse }) {
  const { t } = useTranslation('shops')
  const door = useDoor(shop.id, true)
  return (
    <>
      {door.isPending && <Skeleton lines={4} />}
      {door.isError && <ErrorState text={failureText(door.error)} onRetry={() => void door.refetch()} />}
      {door.data && !door.data.isReachable && <Notice tone="warn">{t('steps.unreachable')}</Notice>}
      {shop.platform !== 'plain' && <KeysForm shop={shop} />}
      {door.data && shop.hooks.length === 0 && <ByHand shop={shop} door={door.data} />}
      {shop.hooks.length > 0 && <Notice tone="good">{t('steps.hooksMade', { count: shop.hooks.length })}</Notice>}
    </>
  )
}

/** The webhook's address and secret, and where they belong. */
function ByHand({ shop, door }: { readonly shop: ShopResponse; readonly door: ShopDoor }) {
  const { t } = useTranslation('shops')
  return (
    <div className="grid gap-4">
      {shop.platform !== 'plain' && <h3 className="font-semibold">{t('steps.byHand')}</h3>}
      {shop.platform === 'woocommerce' && <NumberedSteps names={['woo1', 'woo2', 'woo3', 'woo4']} />}
      {shop.platform === 'shopify' && <NumberedSteps names={['shopify1', 'shopify2', 'shopify3']} />}
      <CopyText label={t('door.url')} text={door.url} />
      {door.secret !== null && shop.platform !== 'shopify' && <CopyText label={t('door.secret')} text={door.secret} isSecret />}
      {shop.platform === 'shopify' && <SecretForm shop={shop} />}
      {shop.platform === 'plain' && <PlainExample url={door.url} />}
    </div>
  )
}

type StepName = 'woo1' | 'woo2' | 'woo3' | 'woo4' | 'shopify1' | 'shopify2' | 'shopify3'

function NumberedSteps({ names }: { readonly names: readonly StepName[] }) {
  const { t } = useTranslation('shops')
  return (
    <ol className="grid max-w-prose list-decimal gap-2 ps-6 rtl:list-[persian]">
      {names.map((name) => (
        <li key={name}>{t(`how.${name}`)}</li>
      ))}
    </ol>
  )
}
