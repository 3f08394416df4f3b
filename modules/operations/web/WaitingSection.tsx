import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { PlainTable, type PlainColumn } from '#web/ui/plain-table.tsx'
import { Section } from '#web/ui/section.tsx'
import type { HealthResponse, Line } from '../api.ts'
import { useAge } from './use-age.ts'

const KINDS = ['messages', 'shops', 'webhooks', 'letters', 'reports', 'accounts'] as const

/** What has yet to be done, and what was given up; lines where there is nothing are left out. */
export function WaitingSection({ health: { reactions, jobs, backlogs } }: { readonly health: HealthResponse }) {
  const { t } = useTranslation('operations')
  const format = useFormat()
  const age = useAge()
  const rows = [...backlogs, ...reactions, ...jobs].filter(({ waiting, failed }) => waiting > 0 || failed > 0)
  const columns = useMemo<PlainColumn<Line>[]>(() => {
    const nameOf = (name: string) => {
      const kind = KINDS.find((each) => each === name)
      return kind ? t(`waits.kinds.${kind}`) : <code className="code-run">{name}</code>
    }
    return [
      { heading: t('waits.what'), cell: ({ name }) => nameOf(name), isName: true },
      { heading: t('waits.waiting'), cell: ({ waiting }) => format.number(waiting), isFigure: true },
      { heading: t('waits.late'), cell: ({ waiting, lateSeconds }) => (waiting > 0 ? age(lateSeconds) : '–'), isShort: true },
      { heading: t('waits.failed'), cell: ({ failed }) => format.number(failed), isFigure: true },
    ]
  }, [t, format, age])
  return (
    <Section title={t('waits.title')} text={t('waits.text')}>
      {rows.length === 0 ? (
        <p className="text-sm text-ink-soft">{t('waits.nothing')}</p>
      ) : (
        <PlainTable label={t('waits.title')} columns={columns} rows={rows} rowId={nameOfRow} />
      )}
    </Section>
  )
}

const nameOfRow = ({ name }: Line) => name
