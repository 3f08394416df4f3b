import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useCan } from '#web/session.tsx'
import { SettingsFrame } from '#web/shell/settings-frame.tsx'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { Section } from '#web/ui/section.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import type { SourceWithKey } from '../api.ts'
import { useAddSource, useSources } from './data.ts'
import { LastMessages } from './LastMessages.tsx'
import { NewKeyDialog } from './NewKeyDialog.tsx'
import { SourceForm } from './SourceForm.tsx'
import { SourceList } from './SourceList.tsx'
import { Troubles } from './Troubles.tsx'

/** Websites, apps and servers that tell us what happens, what they told last, and what went wrong. */
export function TrackingPage() {
  const { t } = useTranslation('tracking')
  const mayAdd = useCan()('tracking:configure')
  const sources = useSources()
  const [isAdding, setIsAdding] = useState(false)
  const { rows = [], host = '' } = sources.data ?? {}
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  const add = (
    <Button look="primary" icon={<Icon of={Plus} />} onPress={() => setIsAdding(true)}>
      {t('sources.add')}
    </Button>
  )
  return (
    <SettingsFrame title={t('title')} question={t('question')}>
      <div className="flex flex-col gap-10">
        <Section title={t('sources.title')} text={t('sources.text')} actions={mayAdd && rows.length > 0 && add}>
          {sources.isError && <ErrorState text={failureText(sources.error)} onRetry={() => void sources.refetch()} />}
          {sources.isPending && <Skeleton lines={3} />}
          {sources.data && rows.length === 0 && (
            <EmptyState title={t('sources.empty')} text={t('sources.emptyText')}>
              {mayAdd && add}
            </EmptyState>
          )}
          {rows.length > 0 && <SourceList rows={rows} host={host} />}
        </Section>
        {rows.length > 0 && <LastMessages names={names} />}
        {rows.length > 0 && <Troubles names={names} />}
      </div>
      {isAdding && <AddSource host={host} onClose={() => setIsAdding(false)} />}
    </SettingsFrame>
  )
}

function AddSource({ host, onClose }: { readonly host: string; readonly onClose: () => void }) {
  const add = useAddSource()
  const [made, setMade] = useState<SourceWithKey | null>(null)
  if (made) return <NewKeyDialog made={made} host={host} onClose={onClose} />
  return (
    <SourceForm
      source={null}
      isOpen
      isPending={add.isPending}
      failure={add.error}
      onClose={onClose}
      onSave={(source) => add.mutate(source, { onSuccess: setMade })}
    />
  )
}
