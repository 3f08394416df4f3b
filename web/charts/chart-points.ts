import type { ChartModel, ChartPoint } from '#web/charts/chart-look.ts'

/** The point that a key leads to: a number, null when the key leaves the chart, undefined when it means nothing here. */
export function pointAfterKey(key: string, at: number | null, count: number, rtl: boolean): number | null | undefined {
  if (key === 'Escape') return null
  if (count === 0) return undefined
  const onward = rtl ? 'ArrowLeft' : 'ArrowRight'
  const back = rtl ? 'ArrowRight' : 'ArrowLeft'
  if (key === onward) return at === null ? 0 : Math.min(at + 1, count - 1)
  if (key === back) return at === null ? count - 1 : Math.max(at - 1, 0)
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  return undefined
}

/** The key that means the same when bars lie: down goes on, up goes back. */
export function keyAlong(key: string, along: 'x' | 'y', rtl: boolean): string {
  if (along === 'x') return key
  if (key === 'ArrowDown') return rtl ? 'ArrowLeft' : 'ArrowRight'
  return key === 'ArrowUp' ? (rtl ? 'ArrowRight' : 'ArrowLeft') : key
}

/** The topmost series that has a value at a point: ECharts shows no tooltip at a gap. */
export function seriesAt(model: ChartModel, at: number): number {
  const { series } = model.option
  if (!Array.isArray(series)) return 0
  return Math.max(
    series.findLastIndex((each: unknown) => {
      const data = typeof each === 'object' && each !== null && 'data' in each ? each.data : undefined
      return Array.isArray(data) && data[at] !== null && data[at] !== undefined
    }),
    0,
  )
}

/** A point as one sentence for people who listen. */
export function pointText(point: ChartPoint): string {
  return `${point.label}. ${point.lines.map((line) => `${line.name}: ${line.value}`).join('. ')}`
}

/** A point as the box beside the pointer. Made of elements, never of markup, so that no name of a customer's can be code. */
export function tooltipOf(point: ChartPoint, rtl: boolean): HTMLElement {
  const box = make('div', 'rounded border border-line bg-surface px-3 py-2 text-sm text-ink shadow-float text-start')
  box.dir = rtl ? 'rtl' : 'ltr'
  box.append(make('div', 'font-semibold mb-1', point.label))
  for (const line of point.lines) {
    const row = make('div', 'flex items-center gap-2')
    const mark = make('span', 'size-2.5 shrink-0 rounded-[2px]')
    mark.style.backgroundColor = line.colour ?? 'transparent'
    row.append(mark, make('span', 'text-ink-soft grow', line.name), make('span', 'figures ps-4', line.value))
    box.append(row)
  }
  return box
}

function make(tag: 'div' | 'span', className: string, text?: string): HTMLElement {
  const element = document.createElement(tag)
  element.className = className
  if (text !== undefined) element.textContent = text
  return element
}
