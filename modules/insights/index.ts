/**
 * Insights: what the shop's figures say, and what is expected of each customer.
 * The return report and the home page from the cells that `orders` keeps; models/ (pure: who will buy again, how much), scores/ (fits and scores),
 * types/ (how each customer buys), time/ (cohorts, seasons' data, any cut), why/ (what brings customers back), seasons/, goals/, monthly/.
 * Owns insights_*; emits insights.* and goal.*; reads the tables of all modules; calls customers, orders, profiles, segments, workspaces.
 */
export { checkGoalsJob, checkGoalsSoon } from './goals/check-goals.ts'
export { goalsRoutes } from './goals/routes.ts'
export { insightsHolding } from './holding.ts'
export { reportsBacklog } from './monthly/backlog.ts'
export { sendReportsJob } from './monthly/jobs.ts'
export { monthlyRoutes } from './monthly/routes.ts'
export { insightsRoutes } from './routes.ts'
export { fitNightlyJob, keepScores, runFitsJob, sweepFitsJob } from './scores/jobs.ts'
export { scoresRoutes } from './scores/routes.ts'
export { timeRoutes } from './time/routes.ts'
export { followTypes, retypeJob, sumKindsJob, sumKindsSoon } from './types/jobs.ts'
export { typesRoutes } from './types/routes.ts'
export { runStudiesJob, studyHistories, studyNightlyJob, sweepStudiesJob } from './why/jobs.ts'
export { whyRoutes } from './why/routes.ts'
export { seasonsRoutes } from './seasons/routes.ts'
