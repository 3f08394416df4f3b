import { FolderPlus } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '#web/api.ts'
import { failureText } from '#web/failure.ts'
import { type Format, useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { CustomersTabs } from '#web/shell/customers-tabs.tsx'
import { Page } from '#web/shell/page.tsx'
import { Button } from '#web/ui/button.tsx'
import { NOTHING, type Selection } from '#web/ui/data-table-selection.ts'
import { DataTable } from '#web/ui/data-table.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { useUrlValues } from '#web/url-state.ts'
import type { ListWanted } from '../api-list.ts'
import { BulkActions } from './BulkActions.tsx'
import { BulkProgress } from './BulkProgress.tsx'
import { useCustomers } from './data.ts'
import { useListColumns } from './list-columns.tsx'
import { ListFilters } from './ListFilters.tsx'
import { NewCustomer } from './NewCustomer.tsx'
import { SegmentDialog } from './SegmentDialog.tsx'
import { SegmentNotice } from './SegmentNotice.tsx'
import { type List, useList } from './use-list.ts'
import { ViewsMenu } from './ViewsMenu.tsx'

/** Every customer, or those that filters, a view, a segment or a number of the report leave. */
export function CustomersPage() {
  const { t } = useTranslation('customers')
  const list = useList()
  const [bulkId, setBulkId] = useState<string | null>(null)
  const [{ segment }] = useUrlValues()
  return (
    <Page title={t('list.title')} question={t('list.question')} actions={<PageActions list={list} />}>
      <CustomersTabs current="customers" />
      {segment && <SegmentNotice id={segment} condition={list.wanted.filter ?? null} />}
      {bulkId && <BulkProgress id={bulkId} onClose={() => setBulkId(null)} />}
      <CustomersTable key={JSON.stringify(list.wanted)} list={list} onBulk={setBulkId} />
    </Page>
  )
}

function PageActions({ list: { views, view, defaultViewId, kept, wanted, open } }: { readonly list: List }) {
  const { t } = useTranslation('customers')
  const can = useCan()
  const [, setValues] = useUrlValues()
  const [isSaving, setSaving] = useState(false)
  const { filter, search, behind } = wanted
  const mayKeep = filter && !search && !behind && can('segments:write')
  return (
    <>
      {mayKeep && (
        <Button icon={<Icon of={FolderPlus} />} onPress={() => setSaving(true)}>
          {t('segment.save')}
        </Button>
      )}
      {can('customers:write') && <NewCustomer />}
      <ViewsMenu views={views} current={view} defaultViewId={defaultViewId} list={kept} onOpen={open} />
      {isSaving && filter && (
        <SegmentDialog condition={filter} onClose={() => setSaving(false)} onSaved={(segment) => setValues({ segment })} />
      )}
    </>
  )
}

/** Made anew when other customers are wanted, so that nobody stays chosen who is no longer shown. */
function CustomersTable({ list, onBulk }: { readonly list: List; readonly onBulk: (id: string) => void }) {
  const { t } = useTranslation('customers')
  const format = useFormat()
  const can = useCan()
  const [selection, setSelection] = useState<Selection>(NOTHING)
  const columns = useListColumns()
  const { wanted, sort } = list
  const asked = useAsked(list)
  const answer = useCustomers(asked, list.isSettled)
  const rows = useMemo(() => answer.data?.pages.flatMap((page) => page.rows) ?? [], [answer.data])
  const first = answer.data?.pages[0]
  const exportsOf = (chosen: { readonly ids?: string; readonly except?: string }) =>
    exportLinks({ ...textOf(wanted), ...chosen, sort, shown: list.columns.join(',') }, format)
  return (
    <DataTable
      id="customers"
      label={t('list.title')}
      columns={columns}
      shown={{ ids: list.columns, onChange: list.setColumns }}
      rows={rows}
      rowId={idOf}
      total={first?.total ?? null}
      hasMoreThanTotal={first?.hasMoreThanTotal ?? false}
      state={answer.isError ? 'error' : answer.isPending ? 'loading' : 'ready'}
      error={answer.isError ? failureText(answer.error) : undefined}
      onRetry={() => void answer.refetch()}
      sort={sort}
      onSort={list.setSort}
      more={{ has: answer.hasNextPage, loading: answer.isFetchingNextPage, load: () => void answer.fetchNextPage() }}
      choosing={
        can('customers:write') || can('customers:export')
          ? {
              selection,
              onChange: setSelection,
              actions: (chosen) => (
                <BulkActions
                  selection={chosen}
                  wanted={wanted}
                  exports={exportsOf}
                  onStarted={(id) => {
                    setSelection(NOTHING)
                    onBulk(id)
                  }}
                />
              ),
            }
          : undefined
      }
      exports={can('customers:export') ? exportsOf({}) : undefined}
      actions={<ListFilters />}
      empty={<NoCustomers filtered={Object.keys(wanted).length > 0} />}
    />
  )
}

const idOf = (row: { readonly id: string }) => row.id

/** What the list asks of the server: columns of other modules only where they are shown. */
function useAsked({ wanted, sort, columns }: List): Readonly<Record<string, string>> {
  return useMemo(
    () => ({ ...textOf(wanted), sort, columns: columns.filter((name) => !OWN_COLUMNS.has(name)).join(',') }),
    [wanted, sort, columns],
  )
}

const OWN_COLUMNS = new Set([
  'name',
  'phone',
  'email',
  'externalId',
  'tags',
  'city',
  'country',
  'kind',
  'trade',
  'owner',
  'acquisition',
  'language',
  'created',
  'seen',
  'purchases',
  'revenue',
  'refunds',
  'usualGap',
  'first',
  'last',
])

function textOf({ filter, ...wanted }: ListWanted): Record<string, string> {
  return { ...wanted, ...(filter && { filter: JSON.stringify(filter) }) }
}

function exportLinks(wanted: Readonly<Record<string, string>>, format: Format) {
  const link = (kind: 'csv' | 'xlsx') => addressOf('/api/customers/export', { ...wanted, format: kind, language: format.language })
  return { csv: link('csv'), xlsx: link('xlsx') }
}

function NoCustomers({ filtered }: { readonly filtered: boolean }) {
  const { t } = useTranslation('customers')
  const can = useCan()
  if (filtered) return <EmptyState title={t('list.noMatch')} text={t('list.noMatchText')} />
  return (
    <EmptyState title={t('list.empty')} text={t('list.emptyText')}>
      {can('imports:run') && <LinkButton href="/imports">{t('list.emptyAction')}</LinkButton>}
    </EmptyState>
  )
}
