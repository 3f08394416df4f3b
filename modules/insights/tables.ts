import type { ScoresTables } from './scores/tables.ts'
import type { TypesTables } from './types/tables.ts'

/** Every table of this module. */
export interface InsightsTables extends ScoresTables, TypesTables {}
