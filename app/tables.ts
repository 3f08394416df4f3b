import type { AuditTables, AuthTables, EventsTables } from '#core/tables'
import type { AuditSettingsTables } from '../modules/audit/tables.ts'
import type { ConsentTables } from '../modules/consent/tables.ts'
import type { CustomersTables } from '../modules/customers/tables.ts'
import type { ImportsTables } from '../modules/imports/tables.ts'
import type { InsightsTables } from '../modules/insights/tables.ts'
import type { BackupsTables } from '../modules/operations/backups/tables.ts'
import type { ProcessesTables } from '../modules/operations/tables.ts'
import type { OrdersTables } from '../modules/orders/tables.ts'
import type { PrivacyTables } from '../modules/privacy/tables.ts'
import type { ProfilesTables } from '../modules/profiles/tables.ts'
import type { SegmentsTables } from '../modules/segments/tables.ts'
import type { ShopsTables } from '../modules/shops/tables.ts'
import type { TokensTables } from '../modules/tokens/tables.ts'
import type { TrackingTables } from '../modules/tracking/tables.ts'
import type { WebhooksTables } from '../modules/webhooks/tables.ts'
import type { WorkspacesTables } from '../modules/workspaces/tables.ts'

/** Every table in the product. */
export interface Tables
  extends
    EventsTables,
    AuditTables,
    AuditSettingsTables,
    AuthTables,
    WorkspacesTables,
    BackupsTables,
    ProcessesTables,
    CustomersTables,
    OrdersTables,
    ImportsTables,
    ConsentTables,
    ProfilesTables,
    PrivacyTables,
    TrackingTables,
    ShopsTables,
    WebhooksTables,
    TokensTables,
    SegmentsTables,
    InsightsTables {}
