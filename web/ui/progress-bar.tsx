import { ProgressBar as AriaProgressBar } from 'react-aria-components'
import { useFormat } from '#web/format.tsx'

export interface ProgressBarProps {
  readonly label: string
  /** 0 to 1; null while nobody knows. */
  readonly share: number | null
  /** Counts and time left, already written. */
  readonly detail?: string
}

/** How far long work is. */
export function ProgressBar({ label, share, detail }: ProgressBarProps) {
  const format = useFormat()
  const percent = share === null ? undefined : format.percent(share, 0)
  return (
    <AriaProgressBar
      aria-label={label}
      value={(share ?? 0) * 100}
      valueLabel={percent}
      isIndeterminate={share === null}
      className="flex flex-col gap-2"
    >
      <span className="flex flex-wrap justify-between gap-x-4 text-sm">
        <span className="font-medium">{label}</span>
        <span className="figures text-ink-soft">{percent}</span>
      </span>
      <span className="relative block h-2 overflow-hidden rounded-full bg-hover">
        {share === null ? (
          <span className="absolute inset-y-0 w-2/5 animate-[slide_1.4s_ease-in-out_infinite] rounded-full bg-accent" />
        ) : (
          <span className="absolute inset-y-0 start-0 rounded-full bg-accent transition-[width]" style={{ width: `${share * 100}%` }} />
        )}
      </span>
      {detail && <span className="figures text-sm text-ink-soft">{detail}</span>}
    </AriaProgressBar>
  )
}
