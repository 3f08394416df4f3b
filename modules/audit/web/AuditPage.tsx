import { useTranslation } from 'react-i18next'
import { AUDIT_GROUP_NAMES } from '#pure/audit-actions'
import { addressOf } from '#web/api.ts'
import { failureText } from '#web/failure.ts'
import { useSession, useCan } from '#web/session.tsx'
import { SettingsFrame } from '#web/shell/settings-frame.tsx'
import { ComboBox } from '#web/ui/combobox.tsx'
import { DateRangePicker } from '#web/ui/date-range-picker.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { ExportMenu } from '#web/ui/export-menu.tsx'
import { FilterBar, type FilterChip } from '#web/ui/filter-bar.tsx'
import { Select } from '#web/ui/select.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { useUrlValues } from '#web/url-state.ts'
import type { AuditRow } from '../api.ts'
import { Entries } from './Entries.tsx'
import { KeepLine } from './KeepLine.tsx'
import { subjectText } from './Sentence.tsx'
import { useActors, useLog, type LogWanted } from './data.ts'

type Change = (change: Record<string, string | undefined>) => void

const GROUPS = ['any', ...AUDIT_GROUP_NAMES] as const
/** Kinds of actors that are chosen as a whole. */
const KINDS = ['token', 'customer', 'source', 'stranger', 'system'] as const

/** Who saw and changed what, newest first. */
export function AuditPage() {
  const { t } = useTranslation('audit')
  const [{ actor, group, action, subject, network, from, to }, change] = useUrlValues()
  const wanted = { actor, group, action, subject, network, from, to }
  const log = useLog(wanted)
  const rows = log.data?.pages.flatMap((page) => page.rows) ?? []
  const isFiltered = Object.values(wanted).some((each) => each !== undefined)
  const more = { has: log.hasNextPage, loading: log.isFetchingNextPage, load: () => void log.fetchNextPage() }
  return (
    <SettingsFrame title={t('page.title')} question={t('page.question')}>
      <div className="grid gap-4">
        <KeepLine />
        <Filters wanted={wanted} change={change} rows={rows} />
        {log.isError && <ErrorState text={failureText(log.error)} onRetry={() => void log.refetch()} />}
        {log.isPending && <Skeleton lines={8} />}
        {log.data && rows.length === 0 && (
          <EmptyState title={t(isFiltered ? 'log.no_match' : 'log.none')} text={t(isFiltered ? 'log.no_match_text' : 'log.none_text')} />
        )}
        {rows.length > 0 && <Entries rows={rows} narrow={change} more={more} />}
      </div>
    </SettingsFrame>
  )
}

interface FiltersProps {
  readonly wanted: LogWanted
  readonly change: Change
  readonly rows: readonly AuditRow[]
}

function Filters({ wanted, change, rows }: FiltersProps) {
  const { t, i18n } = useTranslation('audit')
  const can = useCan()
  const { workspace } = useSession()
  const { actor, group, from, to } = wanted
  const file = { ...wanted, language: i18n.language === 'fa' ? 'fa' : 'en', workspace: workspace.id }
  const people = useActors().data?.rows ?? []
  const kinds = KINDS.map((id) => ({ id, label: t(`actors.${id}`) }))
  const actors = [{ id: ANYBODY, label: t('filter.anybody') }, ...people.map(({ id, name }) => ({ id, label: name })), ...kinds]
  return (
    <FilterBar chips={useChips(wanted, change, rows)}>
      <ComboBox
        key={`${actor} ${people.length}`}
        label={t('filter.actor')}
        labelHidden
        className="w-52"
        value={actor ?? ANYBODY}
        onChange={(next) => change({ actor: next === ANYBODY ? undefined : (next ?? undefined) })}
        options={actors}
      />
      <Select
        label={t('filter.group')}
        labelHidden
        className="min-w-44"
        value={GROUPS.find((each) => each === group) ?? 'any'}
        onChange={(next) => change({ group: next === 'any' ? undefined : next, action: undefined })}
        options={GROUPS.map((id) => ({ id, label: t(`groups.${id}`) }))}
      />
      <DateRangePicker
        label={t('filter.when')}
        value={from && to ? { from, to } : null}
        onChange={(range) => change({ from: range?.from, to: range?.to })}
      />
      {can('audit:export') && (
        <ExportMenu
          csv={addressOf('/api/audit/export', { ...file, format: 'csv' })}
          xlsx={addressOf('/api/audit/export', { ...file, format: 'xlsx' })}
        />
      )}
    </FilterBar>
  )
}

const ANYBODY = 'any'

/** What was chosen from an entry, to be taken off again. */
function useChips({ subject, network }: LogWanted, change: Change, rows: readonly AuditRow[]): FilterChip[] {
  const { t } = useTranslation('audit')
  const about = rows.find((row) => row.subject.id === subject)?.subject
  const subjectChip = subject && {
    id: 'subject',
    label: t('filter.subject', { name: about ? subjectText(t, about) : subject }),
    onRemove: () => change({ subject: undefined }),
  }
  const networkChip = network && {
    id: 'network',
    label: t('filter.network', { network }),
    onRemove: () => change({ network: undefined }),
  }
  return [subjectChip, networkChip].flatMap((chip) => chip || [])
}
