import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { LinesChart } from '#web/charts/lines-chart.tsx'
import { useFormat } from '#web/format.tsx'
import { KeyFigure } from '#web/ui/key-figure.tsx'
import { Section } from '#web/ui/section.tsx'
import type { HealthResponse } from '../api.ts'
import { useSize } from './backups/use-size.ts'

/** A few numbers of this moment, and the requests of the last hour. */
export function FiguresSection({ health }: { readonly health: HealthResponse }) {
  const { t } = useTranslation('operations')
  const format = useFormat()
  const size = useSize()
  const { minutes, processes, memory, disk, database } = health
  const slow = minutes.reduce((sum, minute) => sum + minute.slow, 0)
  return (
    <Section title={t('now.title')}>
      <div className="grid grid-cols-2 gap-3 md:grid-cols-3">
        <KeyFigure label={t('now.requests')} value={format.number(minutes.at(-2)?.requests ?? 0)} hint={t('now.slow', { count: slow })} />
        <KeyFigure label={t('now.pages')} value={format.number(processes.reduce((sum, { livePages }) => sum + livePages, 0))} />
        <KeyFigure label={t('now.memory')} value={size(memory.free)} hint={t('now.of', { total: size(memory.total) })} />
        {disk && <KeyFigure label={t('now.disk')} value={size(disk.free)} hint={t('now.of', { total: size(disk.total) })} />}
        <KeyFigure
          label={t('now.database')}
          value={size(database.bytes)}
          hint={t('now.connections', { used: database.connections, most: database.mostConnections })}
        />
      </div>
      <LastHour minutes={minutes} />
    </Section>
  )
}

function LastHour({ minutes }: Pick<HealthResponse, 'minutes'>) {
  const { t } = useTranslation('operations')
  const format = useFormat()
  const labels = useMemo(() => {
    const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: format.timeZone })
    return minutes.map(({ at }) => format.digits(clock.format(new Date(at))))
  }, [minutes, format])
  const series = useMemo(
    () => [
      { id: 'requests', name: t('hour.requests'), values: minutes.map(({ requests }) => requests) },
      { id: 'slow', name: t('hour.slow'), values: minutes.map(({ slow }) => slow) },
      { id: 'failed', name: t('hour.failed'), values: minutes.map(({ failed }) => failed), dashed: true },
    ],
    [minutes, t],
  )
  return <LinesChart title={t('hour.title')} anchor="requests" labels={labels} series={series} heading={t('hour.minute')} />
}
