import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { PlainTable } from '#web/ui/plain-table.tsx'
import { Section } from '#web/ui/section.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import type { MessagesResponse } from '../api.ts'
import { useLastMessages } from './data.ts'

type Message = MessagesResponse['rows'][number]
const TONES = { waiting: 'info', digested: 'good', failed: 'bad' } as const
/** Fewer than this are on their way and gone before somebody has read the number. */
const WORTH_SAYING = 500

/** What came last, as it comes. */
export function LastMessages({ names }: { readonly names: ReadonlyMap<string, string> }) {
  const { t } = useTranslation('tracking')
  const messages = useLastMessages()
  return (
    <Section title={t('messages.title')} text={t('messages.text')}>
      {messages.isError && <ErrorState text={failureText(messages.error)} onRetry={() => void messages.refetch()} />}
      {messages.isPending && <Skeleton lines={4} />}
      {messages.data && messages.data.waiting >= WORTH_SAYING && <Notice>{t('messages.waiting', { count: messages.data.waiting })}</Notice>}
      {messages.data?.rows.length === 0 && <EmptyState title={t('messages.empty')} text={t('messages.emptyText')} />}
      {messages.data && messages.data.rows.length > 0 && <MessageTable rows={messages.data.rows} names={names} />}
    </Section>
  )
}

function MessageTable({ rows, names }: { readonly rows: readonly Message[]; readonly names: ReadonlyMap<string, string> }) {
  const { t } = useTranslation('tracking')
  const format = useFormat()
  const mayRead = useCan()('customers:read')
  return (
    <PlainTable
      label={t('messages.title')}
      rows={rows}
      rowId={(row) => row.id}
      columns={[
        { heading: t('messages.what'), isName: true, cell: (row) => <What message={row} /> },
        { heading: t('messages.when'), isShort: true, cell: (row) => format.instant(row.receivedAt) },
        { heading: t('messages.source'), cell: (row) => <bdi>{names.get(row.sourceId) ?? ''}</bdi> },
        { heading: t('messages.state'), isShort: true, cell: (row) => <Badge tone={TONES[row.state]}>{t(`state.${row.state}`)}</Badge> },
        {
          heading: t('messages.whose'),
          isShort: true,
          cell: (row) =>
            row.customerId && mayRead ? <TextLink href={`/customers/${row.customerId}`}>{t('messages.open')}</TextLink> : '–',
        },
      ]}
    />
  )
}

function What({ message }: { readonly message: Message }) {
  return (
    <span className="flex flex-wrap items-center gap-2">
      <span className="code-run text-sm text-ink-soft">{message.type}</span>
      <bdi>{message.name}</bdi>
    </span>
  )
}
