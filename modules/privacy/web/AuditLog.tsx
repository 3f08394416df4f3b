import { useTranslation } from 'react-i18next'
import { addressOf } from '#web/api.ts'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { Button } from '#web/ui/button.tsx'
import { DateRangePicker } from '#web/ui/date-range-picker.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { PlainTable } from '#web/ui/plain-table.tsx'
import { Select } from '#web/ui/select.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import { useUrlValues } from '#web/url-state.ts'
import type { AuditRow } from '../api.ts'
import { useAudit } from './data.ts'

const ACTIONS = [
  'any',
  'customer.viewed',
  'customer.changed',
  'customer.merged',
  'customer.exported',
  'customer.erased',
  'settings.changed',
] as const
const ACTORS = ['any', 'member', 'customer', 'token', 'source', 'system'] as const

/** Who saw and changed what, newest first. */
export function AuditLog() {
  const { t, i18n } = useTranslation('privacy')
  const [{ action, actor, from, to }, setValues] = useUrlValues()
  const filter = { action, actor, from, to }
  const log = useAudit(filter)
  const rows = log.data?.pages.flatMap((page) => page.rows) ?? []
  const language = i18n.language === 'fa' ? 'fa' : 'en'
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-end gap-3">
        <Select
          label={t('audit.action')}
          className="min-w-48"
          value={ACTIONS.find((each) => each === action) ?? 'any'}
          onChange={(next) => setValues({ action: next === 'any' ? undefined : next })}
          options={ACTIONS.map((id) => ({ id, label: t(`audit.actions.${keyOf(id)}`) }))}
        />
        <Select
          label={t('audit.actor')}
          className="min-w-40"
          value={ACTORS.find((each) => each === actor) ?? 'any'}
          onChange={(next) => setValues({ actor: next === 'any' ? undefined : next })}
          options={ACTORS.map((id) => ({ id, label: t(`audit.actors.${id}`) }))}
        />
        <DateRangePicker
          label={t('audit.when')}
          value={from && to ? { from, to } : null}
          onChange={(range) => setValues({ from: range?.from, to: range?.to })}
        />
        <LinkButton look="plain" href={addressOf('/api/privacy/audit/export', { ...filter, language })}>
          CSV
        </LinkButton>
      </div>
      {log.isError && <ErrorState text={failureText(log.error)} onRetry={() => void log.refetch()} />}
      {log.isPending && <Skeleton lines={8} />}
      {log.data && rows.length === 0 && <EmptyState title={t('audit.none')} text={t('audit.none_text')} />}
      {rows.length > 0 && <Lines rows={rows} />}
      {log.hasNextPage && (
        <Button look="plain" isPending={log.isFetchingNextPage} onPress={() => void log.fetchNextPage()}>
          {t('audit.more')}
        </Button>
      )}
    </div>
  )
}

function Lines({ rows }: { readonly rows: readonly AuditRow[] }) {
  const { t } = useTranslation('privacy')
  const format = useFormat()
  const columns = [
    { heading: t('audit.when'), isShort: true, cell: (row: AuditRow) => format.instant(row.at) },
    { heading: t('audit.actor'), isName: true, cell: (row: AuditRow) => <Actor row={row} /> },
    { heading: t('audit.action'), cell: (row: AuditRow) => <Action row={row} /> },
    { heading: t('audit.subject'), cell: (row: AuditRow) => <Subject row={row} /> },
    {
      heading: t('audit.details'),
      cell: (row: AuditRow) => (
        <bdi className="text-xs break-words text-ink-soft" dir="ltr">
          {Object.entries(row.details)
            .map(([name, value]) => `${name}: ${String(value)}`)
            .join(', ')}
        </bdi>
      ),
    },
    { heading: t('audit.network'), cell: (row: AuditRow) => <bdi className="code-run text-xs">{row.address ?? '–'}</bdi> },
  ]
  return <PlainTable label={t('audit.title')} columns={columns} rows={rows} rowId={({ id }) => id} />
}

function Actor({ row }: { readonly row: AuditRow }) {
  const { t } = useTranslation('privacy')
  if (row.actorName !== null) return <bdi>{row.actorName}</bdi>
  const kind = ACTORS.find((each) => each === row.actorKind)
  return kind && kind !== 'any' ? t(`audit.actors.${kind}`) : row.actorKind
}

function Action({ row }: { readonly row: AuditRow }) {
  const { t } = useTranslation('privacy')
  const known = ACTIONS.find((each) => each === row.action)
  return known ? t(`audit.actions.${keyOf(known)}`) : row.action
}

function Subject({ row }: { readonly row: AuditRow }) {
  const { t } = useTranslation('privacy')
  if (row.subjectKind === 'customer' && row.subjectId)
    return <TextLink href={`/customers/${row.subjectId}`}>{t('audit.customer')}</TextLink>
  return <bdi className="code-run text-xs">{row.subjectId ?? '–'}</bdi>
}

type Spelled<Action extends string> = Action extends `${infer Subject}.${infer Done}` ? `${Subject}_${Done}` : Action

/** An action as messages name it: they cannot hold dots. */
function keyOf<Action extends (typeof ACTIONS)[number]>(action: Action): Spelled<Action>
function keyOf(action: string): string {
  return action.replace('.', '_')
}
