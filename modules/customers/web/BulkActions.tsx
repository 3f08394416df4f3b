import { Megaphone, Merge, PencilLine, Tag } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '#web/session.tsx'
import { Button } from '#web/ui/button.tsx'
import type { Selection } from '#web/ui/data-table-selection.ts'
import { ExportMenu } from '#web/ui/export-menu.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import type { BulkCustomers, ListWanted } from '../api-list.ts'
import { BulkDialog } from './BulkDialog.tsx'

interface BulkActionsProps {
  readonly selection: Selection
  readonly wanted: ListWanted
  readonly exports: (chosen: { readonly ids?: string; readonly except?: string }) => { readonly csv: string; readonly xlsx: string }
  readonly onStarted: (bulkId: string) => void
}

/** What may be done with the chosen customers: those ticked, or all that the list shows but a few. */
export function BulkActions({ selection, wanted, exports, onStarted }: BulkActionsProps) {
  const { t } = useTranslation('customers')
  const can = useCan()
  const [asking, setAsking] = useState<'tags' | 'field' | null>(null)
  const customers: BulkCustomers = selection.mode === 'some' ? { ids: [...selection.ids] } : { wanted, except: [...selection.except] }
  const pair = selection.mode === 'some' && selection.ids.size === 2 ? [...selection.ids] : null
  const few = selection.mode === 'some' ? selection.ids.size <= MOST_IN_LINK : selection.except.size <= MOST_IN_LINK
  const chosen = selection.mode === 'some' ? { ids: [...selection.ids].join(',') } : { except: [...selection.except].join(',') }
  return (
    <>
      {can('customers:write') && (
        <>
          <Button size="sm" icon={<Icon of={Tag} />} onPress={() => setAsking('tags')}>
            {t('bulk.tags')}
          </Button>
          <Button size="sm" icon={<Icon of={PencilLine} />} onPress={() => setAsking('field')}>
            {t('bulk.field')}
          </Button>
        </>
      )}
      {pair && can('customers:merge') && (
        <LinkButton size="sm" icon={<Icon of={Merge} />} href={`/customers/${pair[0]}?tab=person&merge=${pair[1]}`}>
          {t('bulk.merge')}
        </LinkButton>
      )}
      {can('privacy:configure') && few && wanted.visitors === undefined && (
        <LinkButton size="sm" icon={<Icon of={Megaphone} />} href={`/settings/privacy?tab=incidents&tell=${told(customers)}`}>
          {t('bulk.incident')}
        </LinkButton>
      )}
      {can('customers:export') && few && <ExportMenu {...exports(chosen)} />}
      {asking && <BulkDialog customers={customers} task={asking} onClose={() => setAsking(null)} onStarted={onStarted} />}
    </>
  )
}

function told(customers: BulkCustomers): string {
  return encodeURIComponent(JSON.stringify(customers))
}

/** Ids go to the export by its address, which may not be of any length. */
const MOST_IN_LINK = 200
