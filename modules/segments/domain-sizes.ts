interface Size {
  readonly day: number
  readonly members: number
}

/** One size for each day from the first known one to today: a day without a word is as the day before. */
export function daysOfSizes(sizes: readonly Size[], today: number): Size[] {
  const [first] = sizes
  if (!first) return []
  const known = new Map(sizes.map(({ day, members }) => [day, members]))
  const days: Size[] = []
  let members = first.members
  for (let day = first.day; day <= Math.max(today, first.day); day++) {
    members = known.get(day) ?? members
    days.push({ day, members })
  }
  return days
}
