import { Megaphone } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '#web/api.ts'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { PlainTable } from '#web/ui/plain-table.tsx'
import { Section } from '#web/ui/section.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import { useUrlState } from '#web/url-state.ts'
import type { IncidentRow } from '../api.ts'
import { affectedOfLink } from '../domain.ts'
import { useIncidents } from './data.ts'
import { IncidentDialog } from './IncidentDialog.tsx'

/** What happened to people's data, and what those affected were told. */
export function Incidents() {
  const { t } = useTranslation('privacy')
  const mayTell = useCan()('privacy:configure')
  const incidents = useIncidents()
  const [tell, setTell] = useUrlState('tell')
  const chosen = affectedOfLink(tell)
  const [isTelling, setIsTelling] = useState(chosen !== null)
  const close = () => {
    setIsTelling(false)
    setTell('')
  }
  return (
    <Section
      title={t('incidents.heading')}
      text={t('incidents.text')}
      actions={
        mayTell && (
          <Button look="plain" icon={<Icon of={Megaphone} />} onPress={() => setIsTelling(true)}>
            {t('incidents.tell')}
          </Button>
        )
      }
    >
      {incidents.isError && <ErrorState text={failureText(incidents.error)} onRetry={() => void incidents.refetch()} />}
      {incidents.isPending && <Skeleton lines={4} />}
      {incidents.data && <Told rows={incidents.data.rows} />}
      {isTelling && <IncidentDialog chosen={chosen} onClose={close} />}
    </Section>
  )
}

function Told({ rows }: { readonly rows: readonly IncidentRow[] }) {
  const { t, i18n } = useTranslation('privacy')
  const format = useFormat()
  const language = i18n.language === 'fa' ? 'fa' : 'en'
  if (rows.length === 0) return <EmptyState title={t('incidents.none')} text={t('incidents.none_text')} />
  const columns = [
    { heading: t('incidents.what'), isName: true, cell: (row: IncidentRow) => <bdi>{row.title}</bdi> },
    { heading: t('incidents.told_at'), isShort: true, cell: (row: IncidentRow) => format.instant(row.toldAt) },
    { heading: t('incidents.told_by'), cell: (row: IncidentRow) => <bdi>{row.toldBy ?? '–'}</bdi> },
    {
      heading: t('incidents.by_email'),
      isFigure: true,
      cell: (row: IncidentRow) => t('incidents.letters', { ...row.letters, all: row.byEmail }),
    },
    { heading: t('incidents.by_hand'), isFigure: true, cell: (row: IncidentRow) => format.number(row.byHand) },
    {
      heading: t('incidents.list'),
      cell: (row: IncidentRow) => <TextLink href={addressOf(`/api/privacy/incidents/${row.id}/export`, { language })}>CSV</TextLink>,
    },
  ]
  return <PlainTable label={t('incidents.heading')} columns={columns} rows={rows} rowId={({ id }) => id} />
}
