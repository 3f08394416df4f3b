import { useEffect, useMemo, useState } from 'react'
import { useLocale } from 'react-aria-components'
import { type Format, useFormat } from '#web/format.tsx'
import type { ChartColours, ChartLook, ValueFormat } from '#web/charts/chart-look.ts'

const FONT = 'Vazirmatn Variable'

/** How charts look for this reader now; follows the theme, the language and the wish for less motion. */
export function useChartLook(): ChartLook {
  const format = useFormat()
  const rtl = useLocale().direction === 'rtl'
  const [colours, setColours] = useState(readColours)
  const [motion, setMotion] = useState(() => !lessMotion().matches)
  useEffect(() => {
    const unwatch = whenThemed(() => setColours(readColours()))
    const media = lessMotion()
    const moved = () => setMotion(!media.matches)
    media.addEventListener('change', moved)
    return () => {
      unwatch()
      media.removeEventListener('change', moved)
    }
  }, [])
  return useMemo(
    () => ({
      rtl,
      motion,
      colours,
      font: `'${FONT}', system-ui, sans-serif`,
      number: format.number,
      percent: format.percent,
      ...writersOf(format),
    }),
    [rtl, motion, colours, format],
  )
}

/** The value of a CSS token in the theme now shown. */
export function useToken(name: string): string {
  const [value, setValue] = useState(() => token(name))
  useEffect(() => whenThemed(() => setValue(token(name))), [name])
  return value
}

/** Resolves when canvas may measure our typeface; charts drawn before would keep the fallback's widths. */
export async function chartFontReady(): Promise<void> {
  await document.fonts?.load(`12px '${FONT}'`, 'aآ')
}

/** How the values of a chart are written in full and in short. */
export function writersOf(format: Format): Pick<ChartLook, 'write' | 'brief'> {
  const write = (value: number | null, as: ValueFormat) => {
    if (value === null) return '–'
    if (as === 'percent') return format.percent(value)
    if (as === 'money') return format.money(BigInt(Math.round(value)))
    return format.number(value, as === 'number' ? 2 : 0)
  }
  const brief = (value: number, as: ValueFormat) => {
    if (as === 'percent') return format.percent(value, Number.isInteger(Math.round(value * 1e6) / 1e4) ? 0 : 1)
    if (as === 'money') return format.money(BigInt(Math.round(value)), { compact: true, bare: true })
    if (Math.abs(value) >= 10_000) return format.compact(value)
    return format.number(value, as === 'number' ? 2 : Number.isInteger(value) ? 0 : 1)
  }
  return { write, brief }
}

function lessMotion(): MediaQueryList {
  return window.matchMedia('(prefers-reduced-motion: reduce)')
}

function whenThemed(run: () => void): () => void {
  const themed = new MutationObserver(run)
  themed.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  return () => themed.disconnect()
}

function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim()
}

function readColours(): ChartColours {
  return {
    text: token('--ink'),
    muted: token('--ink-soft'),
    line: token('--chart-grid'),
    surface: token('--surface'),
    accent: token('--chart-1'),
    accentSoft: token('--accent-soft'),
    second: token('--chart-4'),
    third: token('--chart-3'),
    loss: token('--chart-2'),
    series: [1, 3, 2, 4, 5, 6].map((at) => token(`--chart-${at}`)),
  }
}
