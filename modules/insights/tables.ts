import type { GoalsTables } from './goals/tables.ts'
import type { MonthlyTables } from './monthly/tables.ts'
import type { ScoresTables } from './scores/tables.ts'
import type { TypesTables } from './types/tables.ts'
import type { WhyTables } from './why/tables.ts'

/** Every table of this module. */
export interface InsightsTables extends ScoresTables, TypesTables, GoalsTables, MonthlyTables, WhyTables {}
