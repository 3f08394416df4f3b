import type { EChartsType } from 'echarts/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChartModel, ChartPoint } from '#web/charts/chart-look.ts'
import { keyAlong, pointAfterKey, pointText, seriesAt, tooltipOf } from '#web/charts/chart-points.ts'
import { chartFontReady } from '#web/charts/use-chart-look.ts'

interface ChartProps {
  readonly model: ChartModel
  /** What the chart shows, in one sentence. */
  readonly label: string
  readonly rtl: boolean
  readonly height?: number
}

/** Draws a chart model with ECharts, which is fetched only now. Arrow keys walk the points and say their exact values; a click or Enter opens one. */
export function Chart({ model, label, rtl, height = model.height ?? 300 }: ChartProps) {
  const host = useRef<HTMLDivElement>(null)
  const { chart, failed } = useECharts(host, model, rtl)
  const [at, setAt] = useState<number | null>(null)
  const { t } = useTranslation('charts')
  const open = useOpen(chart, model)
  const point = at === null ? undefined : model.points[at]
  const leads = model.hrefs?.some((href) => href) ?? false

  const move = (key: string) => {
    if (key === 'Enter') return at !== null && open(at)
    const next = pointAfterKey(keyAlong(key, model.along ?? 'x', rtl), at, model.points.length, rtl)
    if (next === undefined) return false
    setAt(next)
    chart?.dispatchAction(next === null ? { type: 'hideTip' } : { type: 'showTip', seriesIndex: seriesAt(model, next), dataIndex: next })
    return true
  }

  return (
    <div
      role="application"
      aria-roledescription={t('role')}
      aria-label={`${label} ${t('keys')} ${leads ? t('open') : ''}`}
      tabIndex={0}
      className="relative rounded"
      onKeyDown={(event) => move(event.key) && event.preventDefault()}
      onBlur={() => move('Escape')}
    >
      {/* ECharts positions in physical pixels, and canvas text follows the element's direction: left to right here, mirrored in the option. */}
      <div ref={host} dir="ltr" aria-hidden style={{ height }} />
      {!chart && !failed && <div className="absolute inset-0 animate-[shimmer_1.6s_ease-in-out_infinite] rounded bg-sunken" />}
      {failed && <p className="absolute inset-0 grid place-items-center text-sm text-ink-soft">{t('failed')}</p>}
      <p className="sr-only" aria-live="polite">
        {point ? pointText(point) : ''}
      </p>
    </div>
  )
}

/** Opens what stands behind a point, by its number; a click anywhere in a point's strip of the chart counts. */
function useOpen(chart: EChartsType | null, model: ChartModel): (at: number) => boolean {
  const navigate = useNavigate()
  const { hrefs, along = 'x' } = model
  useEffect(() => {
    const clicked = ({ offsetX, offsetY }: { offsetX: number; offsetY: number }) => {
      if (!chart?.containPixel({ gridIndex: 0 }, [offsetX, offsetY])) return
      const at = along === 'x' ? chart.convertFromPixel({ xAxisIndex: 0 }, offsetX) : chart.convertFromPixel({ yAxisIndex: 0 }, offsetY)
      const href = hrefs?.[at]
      if (href) void navigate({ href })
    }
    const canvas = chart?.getZr()
    canvas?.on('click', clicked)
    return () => canvas?.off('click', clicked)
  }, [chart, hrefs, along, navigate])
  return (at) => {
    const href = hrefs?.[at]
    if (href) void navigate({ href })
    return href !== undefined
  }
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
