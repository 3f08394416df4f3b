import 'i18next'
import type accounts from '../modules/accounts/web/en.json' with { type: 'json' }
import type accountsAccount from '../modules/accounts/web/account/en.json' with { type: 'json' }
import type accountsReset from '../modules/accounts/web/reset/en.json' with { type: 'json' }
import type accountsPreferences from '../modules/accounts/web/preferences/en.json' with { type: 'json' }
import type accountsSecondFactor from '../modules/accounts/web/second-factor/en.json' with { type: 'json' }
import type audit from '../modules/audit/web/en.json' with { type: 'json' }
import type consent from '../modules/consent/web/en.json' with { type: 'json' }
import type customers from '../modules/customers/web/en.json' with { type: 'json' }
import type imports from '../modules/imports/web/en.json' with { type: 'json' }
import type insights from '../modules/insights/web/en.json' with { type: 'json' }
import type insightsGoals from '../modules/insights/web/goals/en.json' with { type: 'json' }
import type insightsMonthly from '../modules/insights/web/monthly/en.json' with { type: 'json' }
import type insightsScores from '../modules/insights/web/scores/en.json' with { type: 'json' }
import type insightsSeasons from '../modules/insights/web/seasons/en.json' with { type: 'json' }
import type insightsTime from '../modules/insights/web/time/en.json' with { type: 'json' }
import type insightsTypes from '../modules/insights/web/types/en.json' with { type: 'json' }
import type insightsWhy from '../modules/insights/web/why/en.json' with { type: 'json' }
import type operations from '../modules/operations/web/en.json' with { type: 'json' }
import type operationsBackups from '../modules/operations/web/backups/en.json' with { type: 'json' }
import type orders from '../modules/orders/web/en.json' with { type: 'json' }
import type privacy from '../modules/privacy/web/en.json' with { type: 'json' }
import type profiles from '../modules/profiles/web/en.json' with { type: 'json' }
import type segments from '../modules/segments/web/en.json' with { type: 'json' }
import type shops from '../modules/shops/web/en.json' with { type: 'json' }
import type tokens from '../modules/tokens/web/en.json' with { type: 'json' }
import type tracking from '../modules/tracking/web/en.json' with { type: 'json' }
import type webhooks from '../modules/webhooks/web/en.json' with { type: 'json' }
import type workspacesWindow from '../modules/workspaces/web/window/en.json' with { type: 'json' }
import type workspaces from '../modules/workspaces/web/en.json' with { type: 'json' }
import type workspacesRequirement from '../modules/workspaces/web/requirement/en.json' with { type: 'json' }
import type workspacesBrand from '../modules/workspaces/web/brand/en.json' with { type: 'json' }
import type workspacesDeletion from '../modules/workspaces/web/deletion/en.json' with { type: 'json' }
import type workspacesExport from '../modules/workspaces/web/export/en.json' with { type: 'json' }
import type workspacesHours from '../modules/workspaces/web/hours/en.json' with { type: 'json' }
import type workspacesMembers from '../modules/workspaces/web/members/en.json' with { type: 'json' }
import type workspacesRoles from '../modules/workspaces/web/roles/en.json' with { type: 'json' }
import type charts from './charts/en.json' with { type: 'json' }
import type conditions from './conditions/en.json' with { type: 'json' }
import type permissions from './permissions/en.json' with { type: 'json' }
import type web from './en.json' with { type: 'json' }

// Makes t('…') refuse keys that no message file has. English is the yardstick; the check of messages holds Persian to the same keys.
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'web'
    returnNull: false
    resources: {
      web: typeof web
      accounts: typeof accounts
      'accounts-account': typeof accountsAccount
      'accounts-reset': typeof accountsReset
      'accounts-preferences': typeof accountsPreferences
      'accounts-second-factor': typeof accountsSecondFactor
      audit: typeof audit
      charts: typeof charts
      conditions: typeof conditions
      consent: typeof consent
      customers: typeof customers
      imports: typeof imports
      insights: typeof insights
      'insights-goals': typeof insightsGoals
      'insights-monthly': typeof insightsMonthly
      'insights-scores': typeof insightsScores
      'insights-seasons': typeof insightsSeasons
      'insights-time': typeof insightsTime
      'insights-types': typeof insightsTypes
      'insights-why': typeof insightsWhy
      operations: typeof operations
      'operations-backups': typeof operationsBackups
      orders: typeof orders
      permissions: typeof permissions
      privacy: typeof privacy
      profiles: typeof profiles
      segments: typeof segments
      shops: typeof shops
      tokens: typeof tokens
      tracking: typeof tracking
      webhooks: typeof webhooks
      workspaces: typeof workspaces
      'workspaces-requirement': typeof workspacesRequirement
      'workspaces-brand': typeof workspacesBrand
      'workspaces-deletion': typeof workspacesDeletion
      'workspaces-export': typeof workspacesExport
      'workspaces-hours': typeof workspacesHours
      'workspaces-members': typeof workspacesMembers
      'workspaces-roles': typeof workspacesRoles
      'workspaces-window': typeof workspacesWindow
    }
  }
}
