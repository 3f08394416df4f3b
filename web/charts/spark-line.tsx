import { useLocale } from 'react-aria-components'
import { useTranslation } from 'react-i18next'

interface SparkLineProps {
  /** From oldest to newest; null leaves a gap. */
  readonly values: readonly (number | null)[]
  /** What it shows, for people who listen. */
  readonly label: string
  /** Writes a value: format.percent or format.number. */
  readonly write: (value: number) => string
  readonly height?: number
}

const WIDTH = 100

/** A line without axes beside a figure; time runs in reading direction. */
export function SparkLine({ values, label, write, height = 40 }: SparkLineProps) {
  const { t } = useTranslation()
  const rtl = useLocale().direction === 'rtl'
  const known = values.filter((value) => value !== null)
  const first = known[0]
  const last = known.at(-1)
  if (first === undefined || last === undefined) return null
  return (
    <svg
      role="img"
      aria-label={t('chart.trend', { label, first: write(first), last: write(last) })}
      viewBox={`0 0 ${WIDTH} ${height}`}
      preserveAspectRatio="none"
      direction="ltr"
      className="block w-full"
      style={{ height }}
    >
      <path
        d={sparkPath(values, height, rtl)}
        fill="none"
        stroke="var(--chart-1)"
        strokeWidth={2}
        strokeLinejoin="round"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  )
}

/** The path of a spark line in a box 100 wide; runs from the right in rtl. */
export function sparkPath(values: readonly (number | null)[], height: number, rtl: boolean): string {
  const known = values.filter((value) => value !== null)
  const low = Math.min(...known)
  const span = Math.max(...known) - low || 1
  const step = values.length > 1 ? WIDTH / (values.length - 1) : 0
  let pen = 'M'
  const parts = values.map((value, at) => {
    if (value === null) {
      pen = 'M'
      return ''
    }
    const x = rtl ? WIDTH - at * step : at * step
    const point = `${pen}${x.toFixed(1)} ${(height - 3 - ((value - low) / span) * (height - 6)).toFixed(1)}`
    pen = 'L'
    return point
  })
  return parts.filter(Boolean).join(' ')
}
