/** '09:30' of minutes after midnight; of the day after, the time there. The end of a day is 24:00. */
export function timeText(minutes: number): string {
  const within = minutes > 1440 ? minutes - 1440 : minutes
  const hour = Math.floor(within / 60)
  return `${String(hour).padStart(2, '0')}:${String(within - hour * 60).padStart(2, '0')}`
}

/** Minutes of '09:30'; null for what is no time. */
export function minutesOf(text: string): number | null {
  const found = /^(\d{1,2}):(\d{2})$/.exec(text)
  return found ? Number(found[1]) * 60 + Number(found[2]) : null
}

/** The end of a span that begins at `opens`: at or before the beginning it is the day after. */
export function closingOf(opens: number, closes: number): number {
  return closes > opens ? closes : closes + 1440
}
