import { useCallback, useContext, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { HeatGrid } from '#web/charts/heat-grid.tsx'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import type { ExportLinks } from '#web/ui/export-menu.tsx'
import type { CohortCut, CohortCutRow } from '../../time/api.ts'
import { cohortText, readCohort } from '../../time/domain-behind.ts'
import { columnsOf, ENOUGH, firstColumn, meanAt, valueOf } from './cut-figures.ts'
import { SeenThrough } from './seen.ts'
import { useCohortWords } from './use-cohort-words.ts'

interface CohortPartProps {
  readonly cut: CohortCut
  readonly perHead: boolean
  readonly exports: ExportLinks | undefined
}

/** What each cohort did in each period since its first purchase; every cell opens its customers. */
export function CohortGrid({ cut, perHead, exports }: CohortPartProps) {
  const { t } = useTranslation('insights-time')
  const format = useFormat()
  const { write, rowName } = useCohortWords(cut, perHead)
  const hrefOf = useCellHref(cut)
  const first = firstColumn(cut, perHead)
  const shown = useMemo(() => (cut.by === 'none' ? cut.rows.toReversed() : cut.rows), [cut])
  const columns = useMemo(
    () => Array.from({ length: Math.max(0, columnsOf(shown) - first) }, (_, k) => ({ id: String(k), label: format.number(k + first) })),
    [shown, first, format],
  )
  const rows = shown.map((row) => ({ id: row.id, label: rowName(row), href: hrefOf(row, 0), size: format.number(row.size) }))
  const cell = useCallback(
    (at: number, column: number) => {
      const row = shown[at]
      const value = row ? valueOf(row, column + first, perHead) : null
      return row && value !== null ? { value, text: write(value), href: hrefOf(row, column + first) } : null
    },
    [shown, first, perHead, write, hrefOf],
  )
  return (
    <HeatGrid
      title={useFinding(cut)}
      definition={t(`cohorts.definition.${cut.measure}`)}
      exports={exports}
      rows={rows}
      columns={columns}
      cell={cell}
      heading={t(`cohorts.bys.${cut.by}`)}
      sizeHeading={t('cohorts.size')}
      columnsHeading={t(`cohorts.after.${cut.grain}`)}
    />
  )
}

/** The list of a cell's customers: those who bought in the kth period after their first purchase; everybody of the row for k = 0. */
function useCellHref(cut: CohortCut): (row: CohortCutRow, k: number) => string | undefined {
  const can = useCan()
  const { segment } = useContext(SeenThrough)
  const mayOpen = can('customers:read')
  return useCallback(
    (row, k) => {
      const behind = readCohort(row.behind)
      if (!mayOpen || !behind) return undefined
      const parts = [
        { field: 'cohort', op: 'is', value: cohortText({ ...behind, after: k }) },
        ...segmentsOf(cut.by === 'segment' ? row.id : null, segment),
      ]
      return `/customers?filter=${encodeURIComponent(JSON.stringify(parts.length === 1 ? parts[0] : { all: parts }))}`
    },
    [cut.by, mayOpen, segment],
  )
}

function segmentsOf(...ids: readonly (string | null)[]) {
  return ids.flatMap((id) => (id === null ? [] : [{ field: 'segment', op: 'any_of', value: [id] }]))
}

/** What a customer does one period after the first purchase, and six after it. */
function useFinding(cut: CohortCut): string {
  const { t } = useTranslation('insights-time')
  const { write } = useCohortWords(cut, true)
  const later = meanAt(cut, LATER[cut.grain])
  const soon = meanAt(cut, 1, later && later.customers >= ENOUGH ? LATER[cut.grain] : 1)
  if (!soon || soon.customers < ENOUGH) return t('cohorts.tooFew')
  const about = { soon: write(soon.value), when: t(`cohorts.soon.${cut.grain}`) }
  if (!later || later.customers < ENOUGH) return t(`cohorts.findingSoon.${cut.measure}`, about)
  return t(`cohorts.finding.${cut.measure}`, { ...about, later: write(later.value), thereafter: t(`cohorts.later.${cut.grain}`) })
}

const LATER = { day: 7, week: 4, month: 6, quarter: 2, year: 2 } as const
