import type { EChartsType } from 'echarts/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChartModel, ChartPoint } from '#web/charts/chart-look.ts'
import { pointAfterKey, pointText, tooltipOf } from '#web/charts/chart-points.ts'
import { chartFontReady } from '#web/charts/use-chart-look.ts'

interface ChartProps {
  readonly model: ChartModel
  /** What the chart shows, in one sentence. */
  readonly label: string
  readonly rtl: boolean
  readonly height?: number
}

/** Draws a chart model with ECharts, which is fetched only now. Arrow keys walk the points and say their exact values. */
export function Chart({ model, label, rtl, height = 300 }: ChartProps) {
  const host = useRef<HTMLDivElement>(null)
  const { chart, failed } = useECharts(host, model, rtl)
  const [at, setAt] = useState<number | null>(null)
  const { t } = useTranslation('web')
  const point = at === null ? undefined : model.points[at]

  const move = (key: string) => {
    const next = pointAfterKey(key, at, model.points.length, rtl)
    if (next === undefined) return false
    setAt(next)
    chart?.dispatchAction(next === null ? { type: 'hideTip' } : { type: 'showTip', seriesIndex: lastSeries(model), dataIndex: next })
    return true
  }

  return (
    <div
      role="application"
      aria-roledescription={t('chart.role')}
      aria-label={`${label} ${t('chart.keys')}`}
      tabIndex={0}
      className="relative rounded"
      onKeyDown={(event) => move(event.key) && event.preventDefault()}
      onBlur={() => move('Escape')}
    >
      {/* ECharts positions in physical pixels, and canvas text follows the element's direction: left to right here, mirrored in the option. */}
      <div ref={host} dir="ltr" aria-hidden style={{ height }} />
      {!chart && !failed && <div className="absolute inset-0 animate-[shimmer_1.6s_ease-in-out_infinite] rounded bg-sunken" />}
      {failed && <p className="absolute inset-0 grid place-items-center text-sm text-ink-soft">{t('chart.failed')}</p>}
      <p className="sr-only" aria-live="polite">
        {point ? pointText(point) : ''}
      </p>
    </div>
  )
}

function useECharts(host: React.RefObject<HTMLDivElement | null>, model: ChartModel, rtl: boolean) {
  const [chart, setChart] = useState<EChartsType | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    let gone = false
    let made: EChartsType | undefined
    const sized = new ResizeObserver(() => made?.resize())
    const draw = async () => {
      const [{ init }] = await Promise.all([import('#web/charts/echarts.ts'), chartFontReady()])
      if (gone || !host.current) return
      made = init(host.current)
      sized.observe(host.current)
      setChart(made)
    }
    draw().catch(() => setFailed(true))
    return () => {
      gone = true
      sized.disconnect()
      made?.dispose()
    }
  }, [host])
  useEffect(() => {
    chart?.setOption({ ...model.option, tooltip: tooltip(model.points, rtl) }, { notMerge: true })
  }, [chart, model, rtl])
  return { chart, failed }
}

function tooltip(points: readonly ChartPoint[], rtl: boolean) {
  return {
    trigger: 'axis',
    confine: true,
    transitionDuration: 0,
    padding: 0,
    borderWidth: 0,
    backgroundColor: 'transparent',
    extraCssText: 'box-shadow:none',
    axisPointer: { type: 'line', animation: false },
    formatter: (params: unknown) => {
      const index = dataIndexOf(params)
      const point = index === undefined ? undefined : points[index]
      return point ? tooltipOf(point, rtl) : ''
    },
  }
}

function dataIndexOf(params: unknown): number | undefined {
  const first: unknown = Array.isArray(params) ? params[0] : params
  if (typeof first !== 'object' || first === null || !('dataIndex' in first)) return undefined
  return typeof first.dataIndex === 'number' ? first.dataIndex : undefined
}

function lastSeries(model: ChartModel): number {
  return Array.isArray(model.option.series) ? model.option.series.length - 1 : 0
}
