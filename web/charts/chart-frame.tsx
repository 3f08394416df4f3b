import { type ReactNode, use, useEffect, useId, useRef, useState } from 'react'
import { ChartMenu } from '#web/charts/chart-menu.tsx'
import { ChartOwner, ChartScope } from '#web/charts/chart-scope.ts'
import { ChartTable, type ChartTableContent } from '#web/charts/chart-table.tsx'
import { Definition } from '#web/charts/definition.tsx'
import { Legend } from '#web/charts/legend.tsx'
import type { ChartModel, LegendEntry } from '#web/charts/chart-look.ts'
import type { DrawnPicture } from '#web/charts/picture.ts'
import { useTranslation } from 'react-i18next'
import type { ExportLinks } from '#web/ui/export-menu.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { useUrlState } from '#web/url-state.ts'

export interface ChartFrameProps {
  /** The finding: "Two of three customers come back". */
  readonly title: ReactNode
  /** What exactly is counted. */
  readonly definition?: string
  readonly exports?: ExportLinks
  /** Calendar and period switches of this chart alone. */
  readonly actions?: ReactNode
  /** The chart's name in the address, unique on its page: a copied link leads here, and table or chart is remembered in it. */
  readonly anchor?: string
}

interface FrameProps extends ChartFrameProps {
  /** What ECharts draws, for the legend and for pictures. */
  readonly model?: ChartModel
  readonly legend?: readonly LegendEntry[]
  /** What is drawn by hand, for pictures. */
  readonly picture?: DrawnPicture
  /** The same values as rows; a chart that is a table itself has none. */
  readonly table?: ChartTableContent
  readonly children: ReactNode
}

/** What stands around every chart: its finding, its definition, the switch to a table, and the menu that takes it elsewhere. */
export function ChartFrame(props: FrameProps) {
  const { title, definition, exports, actions, anchor: name, model, legend = model?.legend ?? [], picture, table, children } = props
  const { t } = useTranslation('charts')
  const scope = use(ChartScope)
  const anchor = name && scope + name
  const owner = use(ChartOwner)
  const titleId = useId()
  const section = useRef<HTMLElement>(null)
  const [view, setView] = useView(anchor)
  useArrival(section, anchor)
  const drawn = model ? { model } : picture
  return (
    <section
      ref={section}
      id={anchor}
      aria-labelledby={owner === undefined ? titleId : `${titleId} ${owner}`}
      className="flex min-w-0 scroll-mt-16 flex-col gap-3 rounded border border-line bg-surface p-4 target:border-accent"
    >
      <header className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <div className="flex min-w-0 grow basis-80 items-start gap-1">
          <h2 id={titleId} className="min-w-0 text-lg font-semibold text-balance">
            {title}
          </h2>
          {definition && <Definition text={definition} />}
        </div>
        <div className="flex flex-wrap items-center gap-2">
          {actions}
          {table && (
            <Segmented
              label={t('view')}
              value={view}
              onChange={setView}
              options={[
                { id: 'chart', label: t('asChart') },
                { id: 'table', label: t('asTable') },
              ]}
            />
          )}
          <ChartMenu
            anchor={anchor}
            exports={exports}
            picture={drawn}
            words={() => ({ title: section.current?.querySelector('h2')?.textContent ?? '', definition: definition ?? '', legend })}
          />
        </div>
      </header>
      {view === 'chart' && legend.length > 0 && <Legend entries={legend} />}
      {view === 'table' && table ? <ChartTable {...table} labelledBy={titleId} /> : children}
    </section>
  )
}

type View = 'chart' | 'table'

/** Chart or table; in the address when the chart has a name there. */
function useView(anchor: string | undefined): [View, (view: View) => void] {
  const [own, setOwn] = useState<View>('chart')
  const [kept, keep] = useUrlState(`${anchor ?? 'chart'}-as`, 'chart')
  if (anchor === undefined) return [own, setOwn]
  return [kept === 'table' ? 'table' : 'chart', keep]
}

/** Scrolls to the chart that the address names once it is there: it may come long after the page. */
function useArrival(section: React.RefObject<HTMLElement | null>, anchor: string | undefined) {
  useEffect(() => {
    if (anchor !== undefined && window.location.hash === `#${anchor}`) section.current?.scrollIntoView()
  }, [section, anchor])
}
