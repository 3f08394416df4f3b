import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { PlainTable, type PlainColumn } from '#web/ui/plain-table.tsx'
import { Section } from '#web/ui/section.tsx'
import type { HealthResponse } from '../api.ts'
import { useSize } from './backups/use-size.ts'
import { useAge } from './use-age.ts'

type Running = HealthResponse['processes'][number]
type Setting = HealthResponse['database']['settings'][number]

/** The processes that serve this installation, and the database behind them. */
export function InstallationSection({ health: { processes, database, version } }: { readonly health: HealthResponse }) {
  const { t } = useTranslation('operations')
  const settings = useMemo<PlainColumn<Setting>[]>(
    () => [
      { heading: t('database.name'), cell: ({ name }) => <code className="code-run">{name}</code>, isName: true },
      { heading: t('database.value'), cell: ({ value }) => <code className="code-run">{value}</code> },
    ],
    [t],
  )
  return (
    <>
      <Processes processes={processes} />
      <Section title={t('database.title')} text={t(database.isOwn ? 'database.own' : 'database.embedded', { version: database.version })}>
        <PlainTable label={t('database.title')} columns={settings} rows={database.settings} rowId={nameOfSetting} />
        <p className="text-sm text-ink-soft">{t('version', { version })}</p>
      </Section>
    </>
  )
}

function Processes({ processes }: Pick<HealthResponse, 'processes'>) {
  const { t } = useTranslation('operations')
  const format = useFormat()
  const size = useSize()
  const age = useAge()
  const columns: PlainColumn<Running>[] = [
    {
      heading: t('processes.who'),
      cell: ({ host, pid, isThis }) => (
        <span className="flex flex-wrap items-center gap-2">
          <code className="code-run">
            {host}/{pid}
          </code>
          {isThis && <Badge tone="neutral">{t('processes.this')}</Badge>}
        </span>
      ),
      isName: true,
    },
    { heading: t('processes.version'), cell: ({ version }) => <code className="code-run">{version}</code> },
    { heading: t('processes.since'), cell: ({ startedAt }) => format.instant(startedAt), isShort: true },
    { heading: t('processes.seen'), cell: ({ seenSeconds }) => age(seenSeconds), isShort: true },
    { heading: t('processes.memory'), cell: ({ memory }) => size(memory), isShort: true },
    { heading: t('processes.pages'), cell: ({ livePages }) => format.number(livePages), isFigure: true },
  ]
  return (
    <Section title={t('processes.title')}>
      <PlainTable label={t('processes.title')} columns={columns} rows={processes} rowId={nameOfProcess} />
    </Section>
  )
}

const nameOfSetting = ({ name }: Setting) => name
const nameOfProcess = ({ host, pid, startedAt }: Running) => `${host}/${pid}/${startedAt}`
