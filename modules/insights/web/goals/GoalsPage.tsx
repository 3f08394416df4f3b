import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { Page } from '#web/shell/page.tsx'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { useUrlChoice } from '#web/url-state.ts'
import { InsightsTabs } from '../InsightsTabs.tsx'
import { NeedsOrders } from '../NeedsOrders.tsx'
import { useGoals } from './data.ts'
import { GoalCard } from './GoalCard.tsx'
import { GoalForm } from './GoalForm.tsx'

/** Insights → Goals: what we want to reach, by when, and whether we will. */
export function GoalsPage() {
  const { t } = useTranslation('insights-goals')
  const format = useFormat()
  const can = useCan()
  const [shown, setShown] = useUrlChoice('shown', ['used', 'archived'], 'used')
  const [isSetting, setSetting] = useState(false)
  const goals = useGoals(shown === 'archived')
  const set = can('insights:plan') && goals.data && goals.data.asOf !== null && (
    <Button look="primary" icon={<Icon of={Plus} />} onPress={() => setSetting(true)}>
      {t('set')}
    </Button>
  )
  return (
    <Page title={t('title')} question={t('question')} actions={set}>
      <InsightsTabs current="goals" />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Segmented
          label={t('shown')}
          value={shown}
          onChange={setShown}
          options={[
            { id: 'used', label: t('used') },
            { id: 'archived', label: t('archived') },
          ]}
        />
        {goals.data && goals.data.asOf !== null && (
          <p className="text-sm text-ink-soft">{t('asOf', { day: format.day(goals.data.asOf) })}</p>
        )}
      </div>
      {goals.isError && <ErrorState text={failureText(goals.error)} onRetry={() => void goals.refetch()} />}
      {goals.isPending && <Skeleton lines={8} />}
      {goals.data?.asOf === null && goals.data.goals.length === 0 && <NeedsOrders title={t('needsTitle')} text={t('needsText')} />}
      {goals.data && goals.data.asOf !== null && goals.data.goals.length === 0 && (
        <EmptyState title={t(shown === 'archived' ? 'noneArchived' : 'none')} text={shown === 'archived' ? undefined : t('noneText')}>
          {shown === 'used' && set}
        </EmptyState>
      )}
      <div className="grid gap-6 xl:grid-cols-2">
        {goals.data?.goals.map((goal) => (
          <GoalCard key={goal.id} goal={goal} />
        ))}
      </div>
      {isSetting && <GoalForm goal={null} onClose={() => setSetting(false)} />}
    </Page>
  )
}
