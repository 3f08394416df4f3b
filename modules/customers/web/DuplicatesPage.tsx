import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useCan } from '#web/session.tsx'
import { CustomersTabs } from '#web/shell/customers-tabs.tsx'
import { Page } from '#web/shell/page.tsx'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { useShortcuts } from '#web/ui/shortcuts.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { toast } from '#web/ui/toast.tsx'
import type { Suggestion } from '../api-identity.ts'
import { useDismissal, useSuggestions } from './data-duplicates.ts'
import { DuplicatePair } from './DuplicatePair.tsx'
import { MergeDialog } from './MergeDialog.tsx'

/** Customers who may be the same person, pair by pair, with what speaks for it. */
export function DuplicatesPage() {
  const { t } = useTranslation('customers')
  return (
    <Page title={t('same.title')} question={t('same.question')}>
      <CustomersTabs current="duplicates" />
      <Pairs />
    </Page>
  )
}

function Pairs() {
  const { t } = useTranslation('customers')
  const suggestions = useSuggestions()
  if (suggestions.isError) return <ErrorState text={failureText(suggestions.error)} onRetry={() => void suggestions.refetch()} />
  if (!suggestions.data) return <Skeleton lines={10} />
  const pairs = suggestions.data.pages.flatMap(({ rows }) => rows)
  const total = suggestions.data.pages[0]?.total ?? 0
  if (pairs.length === 0) return <EmptyState title={t('same.empty')} text={t('same.emptyText')} />
  return (
    <div className="flex flex-col gap-5">
      <p className="text-ink-soft">{t('same.count', { count: total })}</p>
      <PairList pairs={pairs} />
      {suggestions.hasNextPage && (
        <div>
          <Button isPending={suggestions.isFetchingNextPage} onPress={() => void suggestions.fetchNextPage()}>
            {t('same.more')}
          </Button>
        </div>
      )}
    </div>
  )
}

/** The pairs, of which one is chosen at a time: j and k go on and back, m merges, x tells apart. */
function PairList({ pairs }: { readonly pairs: readonly Suggestion[] }) {
  const { t } = useTranslation('customers')
  const mayMerge = useCan()('customers:merge')
  const dismissal = useDismissal()
  const [chosen, setChosen] = useState(0)
  const [merging, setMerging] = useState<Suggestion | null>(null)
  const list = useRef<HTMLUListElement>(null)
  const place = Math.min(chosen, pairs.length - 1)
  const pair = pairs[place]
  const move = (to: number) => {
    const next = Math.max(0, Math.min(to, pairs.length - 1))
    setChosen(next)
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' })
  }
  const dismiss = ({ id }: Suggestion) =>
    dismissal.mutate(id, {
      onSuccess: () => toast({ text: t('same.dismissed') }),
      onError: (error) => toast({ text: failureText(error), tone: 'bad' }),
    })
  useShortcuts([
    { keys: 'j', label: t('same.keys.next'), run: () => move(place + 1) },
    { keys: 'k', label: t('same.keys.back'), run: () => move(place - 1) },
    ...(mayMerge && pair
      ? [
          { keys: 'm', label: t('same.keys.merge'), run: () => setMerging(pair) },
          { keys: 'x', label: t('same.keys.dismiss'), run: () => dismiss(pair) },
        ]
      : []),
  ])
  useEffect(() => setChosen(place), [place])
  return (
    <>
      <ul ref={list} className="flex flex-col gap-5">
        {pairs.map((each, index) => (
          <li key={each.id}>
            <DuplicatePair
              pair={each}
              isChosen={index === place}
              onChoose={() => setChosen(index)}
              actions={
                mayMerge && (
                  <>
                    <Button look="primary" size="sm" onPress={() => setMerging(each)}>
                      {t('same.merge')}
                    </Button>
                    <Button size="sm" onPress={() => dismiss(each)}>
                      {t('same.dismiss')}
                    </Button>
                  </>
                )
              }
            />
          </li>
        ))}
      </ul>
      {merging && <MergeDialog survivorId={merging.one.id} absorbedId={merging.other.id} onClose={() => setMerging(null)} />}
    </>
  )
}
