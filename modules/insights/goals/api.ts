import * as z from 'zod'
import { MEASURES } from './domain-measures.ts'

/** The headline numbers that a goal may be set for. */
export const GoalMeasure = z.enum(MEASURES)
export type GoalMeasure = z.infer<typeof GoalMeasure>

/** A share (0.45), a number of people or orders, or minor units of money, as the measure has it. */
const Value = z.number()

/** What is set: the number, until when, and who looks after it. Days are ISO dates. */
export const GoalRequest = z.object({
  measure: GoalMeasure,
  target: z.number().positive().max(9e15),
  /** From when on things add up; the day after the last order when it is left out. */
  startDay: z.iso.date().optional(),
  dueDay: z.iso.date(),
  ownerId: z.string().min(1).max(100).nullable().default(null),
  note: z.string().trim().max(500).default(''),
})
export type GoalRequest = z.infer<typeof GoalRequest>

/** How a goal stands at the end of the day of the last order. 'early': too little has happened to say where it will end. */
export const GoalState = z.enum(['reached', 'missed', 'onCourse', 'behind', 'early'])
export type GoalState = z.infer<typeof GoalState>

export const GoalResponse = z.object({
  id: z.uuid(),
  measure: GoalMeasure,
  target: Value,
  startDay: z.iso.date(),
  dueDay: z.iso.date(),
  startValue: Value.nullable(),
  ownerId: z.string().nullable(),
  /** Null when nobody was named, or who was has left. */
  ownerName: z.string().nullable(),
  note: z.string(),
  value: Value.nullable(),
  /** How far it has come from where it began, 0 to 1. */
  share: z.number().min(0).max(1).nullable(),
  state: GoalState,
  /** The value on the due day if things go on as they do, and how that was found. */
  projected: Value.nullable(),
  method: z.enum(['season', 'pace', 'trend', 'periods']).nullable(),
  reachedDay: z.iso.date().nullable(),
  /** How the figure stood on some days since the start, the last one included. */
  history: z.array(z.object({ day: z.iso.date(), value: Value })),
  archivedAt: z.iso.datetime().nullable(),
})
export type GoalResponse = z.infer<typeof GoalResponse>

export const GoalsQuery = z.object({ archived: z.enum(['yes', 'no']).default('no') })
export const GoalsResponse = z.object({
  /** The day of the last order, at whose end all goals are judged; null without orders. */
  asOf: z.iso.date().nullable(),
  currency: z.string(),
  goals: z.array(GoalResponse),
})
export type GoalsResponse = z.infer<typeof GoalsResponse>

export const CreatedGoal = z.object({ id: z.uuid() })
export const GoalParam = z.object({ id: z.uuid() })
