import { MIGRATION_FOLDERS } from './migrations.ts'
import { REACTIONS } from './wiring.ts'
import { accountsBacklog } from '#core/account-backlog'
import { lettersBacklog } from '#modules/consent'
import { reportsBacklog } from '#modules/insights'
import type { Sources } from '#modules/operations'
import { shopsBacklog } from '#modules/shops'
import { messagesBacklog } from '#modules/tracking'
import { webhooksBacklog } from '#modules/webhooks'

/** What whoever runs the installation looks after: every module's part of it. */
export const SOURCES: Sources = {
  reactions: REACTIONS,
  backlogs: [messagesBacklog, shopsBacklog, webhooksBacklog, lettersBacklog, reportsBacklog, accountsBacklog],
  migrationFolders: MIGRATION_FOLDERS,
}
