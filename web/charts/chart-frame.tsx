import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ChartTable, type ChartTableContent } from '#web/charts/chart-table.tsx'
import { Definition } from '#web/charts/definition.tsx'
import { Legend } from '#web/charts/legend.tsx'
import type { LegendEntry } from '#web/charts/chart-look.ts'
import { ExportMenu, type ExportLinks } from '#web/ui/export-menu.tsx'
import { Segmented } from '#web/ui/segmented.tsx'

export interface ChartFrameProps {
  /** The finding: "Two of three customers come back". */
  readonly title: ReactNode
  /** What exactly is counted. */
  readonly definition?: string
  readonly exports?: ExportLinks
  /** Calendar and period switches of this chart alone. */
  readonly actions?: ReactNode
}

interface FrameProps extends ChartFrameProps {
  readonly legend?: readonly LegendEntry[]
  /** The same values as rows; a chart that is a table itself has none. */
  readonly table?: ChartTableContent
  readonly children: ReactNode
}

/** What stands around every chart: its finding, its definition, the switch to a table, its exports. */
export function ChartFrame({ title, definition, exports, actions, legend = [], table, children }: FrameProps) {
  const { t } = useTranslation()
  const titleId = useId()
  const [view, setView] = useState<'chart' | 'table'>('chart')
  return (
    <section aria-labelledby={titleId} className="flex min-w-0 flex-col gap-3 rounded border border-line bg-surface p-4">
      <header className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <div className="flex min-w-0 grow basis-60 items-start gap-1">
          <h2 id={titleId} className="min-w-0 text-lg font-semibold text-balance">
            {title}
          </h2>
          {definition && <Definition text={definition} />}
        </div>
        <div className="flex flex-wrap items-center gap-2">
          {actions}
          {table && (
            <Segmented
              label={t('chart.view')}
              value={view}
              onChange={setView}
              options={[
                { id: 'chart', label: t('chart.asChart') },
                { id: 'table', label: t('chart.asTable') },
              ]}
            />
          )}
          {exports && <ExportMenu {...exports} label={t('chart.export')} />}
        </div>
      </header>
      {view === 'chart' && legend.length > 0 && <Legend entries={legend} />}
      {view === 'table' && table ? <ChartTable {...table} labelledBy={titleId} /> : children}
    </section>
  )
}
