import { createContext } from 'react'

/** What stands before the anchors of the charts below: the same chart may stand twice on a page, once for each side of a comparison. */
export const ChartScope = createContext('')
