import type { ColumnRole, ImportPlan, PlanProblem } from '../api.ts'
import type { Table } from './open-table.ts'

export interface RecogniseHints {
  /** The plan that a person settled for a file with the same headings. */
  readonly headingsPlan?: ImportPlan
  /** Columns named by a person: headings, or numbers from 1. */
  readonly columns?: Partial<Record<ColumnRole, string>>
  readonly language?: 'fa' | 'en'
  /** Chosen by a person; wins over all that the file says. */
  readonly moneyUnit?: string
  /** The workspace's currency ('IRT' when it thinks in Toman), for files that don't say. */
  readonly currency?: string
}

export interface RecognisedColumn {
  readonly index: number
  readonly heading: string | null
  readonly samples: string[]
  readonly role: ColumnRole | null
}

export interface Recognised {
  readonly plan: ImportPlan
  readonly columns: RecognisedColumn[]
  /** The same for all files with the same headings. */
  readonly headingsHash: string
  /** Empty when the plan can be run. */
  readonly problems: PlanProblem[]
  /** True when nothing in the whole file tells day and month apart. */
  readonly dayMonthUncertain: boolean
}

export declare function recogniseFile(table: Table, hints?: RecogniseHints): Promise<Recognised>
