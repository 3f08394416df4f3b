/**
 * Insights: what the shop's figures say. The return report and the home page, made from the cells that `orders` keeps.
 * Owns no tables and no events; reads the tables of all modules; is called by nobody but the routes.
 */
export { insightsRoutes } from './routes.ts'
