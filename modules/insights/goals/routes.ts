import { routes } from '#core/http'
import { CreatedGoal, GoalParam, GoalRequest, GoalsQuery, GoalsResponse } from './api.ts'
import { listGoals } from './queries.ts'
import { archiveGoal, changeGoal, deleteGoal, setGoal } from './write-goal.ts'

/** Goals: what the shop wants to reach, by when, and whether it will. */
export const goalsRoutes = routes('insights')

goalsRoutes.get('/goals', {
  summary: 'All goals, how far each has come and where it will end',
  may: 'insights:read',
  query: GoalsQuery,
  gives: GoalsResponse,
  run: ({ ctx, query }) => listGoals(ctx, query.archived === 'yes'),
})

goalsRoutes.post('/goals', {
  summary: 'Set a goal for a headline number',
  may: 'insights:plan',
  body: GoalRequest,
  gives: CreatedGoal,
  status: 201,
  run: ({ ctx, body }) => setGoal(ctx, body),
})

goalsRoutes.put('/goals/:id', {
  summary: 'Set a goal anew',
  may: 'insights:plan',
  params: GoalParam,
  body: GoalRequest,
  gives: 204,
  run: ({ ctx, params, body }) => changeGoal(ctx, params.id, body),
})

goalsRoutes.delete('/goals/:id', {
  summary: 'Remove a goal for good',
  may: 'insights:plan',
  params: GoalParam,
  gives: 204,
  run: ({ ctx, params }) => deleteGoal(ctx, params.id),
})

goalsRoutes.put('/goals/:id/archive', {
  summary: 'Put a goal away',
  may: 'insights:plan',
  params: GoalParam,
  gives: 204,
  run: ({ ctx, params }) => archiveGoal(ctx, params.id, ctx.now),
})

goalsRoutes.delete('/goals/:id/archive', {
  summary: 'Take a goal out of the archive',
  may: 'insights:plan',
  params: GoalParam,
  gives: 204,
  run: ({ ctx, params }) => archiveGoal(ctx, params.id, null),
})
