import { rightsOf } from './permissions.ts'
import { sendAccountLettersJob } from '#core/account-letters'
import type { Ctx } from '#core/context'
import type { Clock, Job } from '#core/jobs'
import type { Audience } from '#core/live'
import type { Reaction } from '#core/reactions'
import type { Server } from '#core/server'
import { purgeLogJob } from '#modules/audit'
import { forgetOldJob, tellResetsJob } from '#modules/accounts'
import { sendLettersJob, tellConfirmationsJob } from '#modules/consent'
import { importFiles, runImportJob, sweepImportsJob, undoImportJob } from '#modules/imports'
import {
  checkGoalsJob,
  checkGoalsSoon,
  fitNightlyJob,
  followTypes,
  keepScores,
  retypeJob,
  runFitsJob,
  runStudiesJob,
  sendReportsJob,
  studyHistories,
  studyNightlyJob,
  sumKindsJob,
  sumKindsSoon,
  sweepFitsJob,
  sweepStudiesJob,
} from '#modules/insights'
import { runBackupJob, sweepBackupsJob } from '#modules/operations'
import { gatherImportedProducts, gatherProductsJob, recountInNewTimeZone, recountJob } from '#modules/orders'
import { followStages, followStagesJob } from '#modules/profiles'
import { eraseDueJob, purgeJob } from '#modules/privacy'
import { forgetRequestsJob } from '#modules/tokens'
import { findSuggestionsAfterImport, findSuggestionsJob, runBulkJob, sweepBulksJob } from '#modules/customers'
import { pullJob, sweepShopsJob, workDeliveriesJob } from '#modules/shops'
import { followMembers, renewSegmentsJob } from '#modules/segments'
import { fanOutWebhooks, sendWebhooksJob, sweepWebhooksJob } from '#modules/webhooks'
import { deleteDueJob, runExportJob, sweepExportsJob, listWorkspaces, systemCtx, workspaceById } from '#modules/workspaces'

/** Who reacts to what. */
export const REACTIONS: readonly Reaction[] = [
  recountInNewTimeZone,
  findSuggestionsAfterImport,
  gatherImportedProducts,
  studyHistories,
  followStages,
  followTypes,
  sumKindsSoon,
  followMembers,
  keepScores,
  fanOutWebhooks,
  checkGoalsSoon,
]

/** What runs after the request. */
export const JOBS: readonly Job[] = [
  recountJob(contextsOf),
  gatherProductsJob(contextsOf),
  followStagesJob(contextsOf),
  sumKindsJob(contextsOf),
  retypeJob(contextsOf),
  renewSegmentsJob(contextsOf),
  findSuggestionsJob(contextsOf),
  runBulkJob,
  sweepBulksJob,
  runExportJob,
  sweepExportsJob,
  deleteDueJob(importFiles),
  runImportJob,
  undoImportJob,
  sweepImportsJob,
  runStudiesJob,
  sweepStudiesJob,
  studyNightlyJob,
  forgetRequestsJob,
  workDeliveriesJob,
  pullJob,
  sweepShopsJob,
  sendWebhooksJob,
  sweepWebhooksJob,
  tellConfirmationsJob,
  sendLettersJob,
  tellResetsJob,
  forgetOldJob,
  sendAccountLettersJob,
  eraseDueJob,
  purgeJob,
  purgeLogJob,
  runFitsJob,
  sweepFitsJob,
  fitNightlyJob,
  runBackupJob,
  sweepBackupsJob,
  checkGoalsJob(contextsOf),
  sendReportsJob(contextsOf, rightsOf),
]

/** What runs when. */
export const CLOCKS: readonly Clock[] = [
  { job: 'operations.sweep_backups', cron: '*/5 * * * *', atStart: true },
  { job: 'insights.sweep_studies', cron: '* * * * *', atStart: true },
  { job: 'insights.study_nightly', cron: '11 23 * * *' },
  { job: 'insights.sweep_fits', cron: '* * * * *', atStart: true },
  { job: 'insights.fit_nightly', cron: '13 23 * * *' },
  { job: 'privacy.erase_due', cron: '23 * * * *' },
  { job: 'privacy.purge_old', cron: '40 0 * * *' },
  { job: 'audit.purge_log', cron: '50 0 * * *' },
  { job: 'consent.tell_confirmations', cron: '* * * * *' },
  { job: 'consent.send_letters', cron: '* * * * *', atStart: true },
  { job: 'accounts.tell_resets', cron: '* * * * *', atStart: true },
  { job: 'accounts.forget_old', cron: '29 * * * *', atStart: true },
  { job: 'core.send_account_letters', cron: '* * * * *', atStart: true },
  { job: 'tokens.forget_requests', cron: '41 * * * *' },
  { job: 'shops.sweep', cron: '* * * * *', atStart: true },
  { job: 'webhooks.sweep', cron: '* * * * *', atStart: true },
  { job: 'profiles.follow_stages', cron: '23 * * * *', atStart: true },
  { job: 'orders.recount', cron: '17 * * * *', atStart: true },
  { job: 'customers.find_suggestions', cron: '37 22 * * *' },
  { job: 'orders.gather_products', cron: '41 2 * * *' },
  { job: 'segments.renew', cron: '31 * * * *', atStart: true },
  { job: 'workspaces.sweep_exports', cron: '* * * * *', atStart: true },
  { job: 'workspaces.delete_due', cron: '53 * * * *', atStart: true },
  { job: 'imports.sweep', cron: '* * * * *', atStart: true },
  { job: 'customers.sweep_bulks', cron: '* * * * *', atStart: true },
  { job: 'insights.check_goals', cron: '47 * * * *' },
  { job: 'insights.send_reports', cron: '*/10 * * * *', atStart: true },
]

/** What open pages hear, and which permission it takes. */
export const AUDIENCE: Audience = {
  events: {
    'workspace.changed': 'workspaces:read',
    'import.finished': 'live:read',
    'import.undone': 'live:read',
    'order.placed': 'orders:read',
    'order.changed': 'orders:read',
    'order.cancelled': 'orders:read',
    'order.refunded': 'orders:read',
    'order.paid': 'orders:read',
    'order.shipped': 'orders:read',
    'order.delivered': 'orders:read',
    'return.requested': 'orders:read',
    'return.changed': 'orders:read',
    'cart.changed': 'orders:read',
    'cart.checked_out': 'orders:read',
    'segment.changed': 'segments:read',
    'segment.joined': 'segments:read',
    'segment.left': 'segments:read',
    'insights.fitted': 'insights:read',
    'insights.studied': 'insights:read',
    'goal.reached': 'insights:read',
    'webhook.disabled': 'webhooks:read',
    'consent.changed': 'consent:read',
    'customer.erased': 'customers:read',
    'incident.told': 'privacy:read',
  },
  topics: {
    'shop.heard': 'shops:read',
    'import.progress': 'imports:read',
    'segments.counted': 'segments:read',
    'customers.bulk': 'customers:write',
    'customer.touched': 'customers:read',
    'insights.progress': 'insights:read',
  },
}

/** The product's own context in one workspace, or in each. */
async function contextsOf(server: Server, workspaceId: string | undefined): Promise<Ctx[]> {
  if (workspaceId === undefined) return (await listWorkspaces(server.db)).map((workspace) => systemCtx(server, workspace))
  const workspace = await workspaceById(server.db, workspaceId)
  return workspace ? [systemCtx(server, workspace)] : []
}
