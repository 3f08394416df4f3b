import { createContext } from 'react'

/** What stands before the anchors of the charts below: the same chart may stand twice on a page, once for each side of a comparison. */
export const ChartScope = createContext('')

/** The id of the element that says whose figures the charts around are, where the same charts stand twice. */
export const ChartOwner = createContext<string | undefined>(undefined)
