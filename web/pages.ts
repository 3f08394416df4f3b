import type { ComponentType } from 'react'
import type { Permission } from '../app/permissions.ts'

/** One address of the product: which page shows it, who may see it, and whether the shell is around it. */
export interface PageRoute {
  readonly path: string
  readonly load: () => Promise<ComponentType>
  readonly may?: Permission
  /** Without side bar and session: signing in and first start. */
  readonly bare?: boolean
  readonly development?: boolean
  /** Speaks only with the words that every visitor loads: those of the modules in languages/fa.ts. */
  readonly isFirst?: boolean
}

/** Every page. To add one, add its line; pages load when they are opened. */
export const PAGES: readonly PageRoute[] = [
  { path: '/sign-in', bare: true, isFirst: true, load: async () => (await import('../modules/accounts/web/SignInPage.tsx')).SignInPage },
  { path: '/forgot', bare: true, load: async () => (await import('../modules/accounts/web/reset/ForgotPage.tsx')).ForgotPage },
  { path: '/reset', bare: true, load: async () => (await import('../modules/accounts/web/reset/ResetPage.tsx')).ResetPage },
  {
    path: '/confirm-email',
    bare: true,
    load: async () => (await import('../modules/accounts/web/reset/ConfirmEmailPage.tsx')).ConfirmEmailPage,
  },
  { path: '/setup', bare: true, isFirst: true, load: async () => (await import('../modules/workspaces/web/SetupPage.tsx')).SetupPage },
  { path: '/', may: 'insights:read', isFirst: true, load: async () => (await import('../modules/insights/web/TodayPage.tsx')).TodayPage },
  {
    path: '/customers',
    may: 'customers:read',
    load: async () => (await import('../modules/customers/web/CustomersPage.tsx')).CustomersPage,
  },
  {
    path: '/customers/duplicates',
    may: 'customers:read',
    load: async () => (await import('../modules/customers/web/DuplicatesPage.tsx')).DuplicatesPage,
  },
  {
    path: '/customers/$id',
    may: 'customers:read',
    load: async () => (await import('../modules/profiles/web/CustomerPage.tsx')).CustomerPage,
  },
  {
    path: '/segments/new',
    may: 'segments:write',
    load: async () => (await import('../modules/segments/web/NewSegmentPage.tsx')).NewSegmentPage,
  },
  {
    path: '/segments/$id',
    may: 'segments:read',
    load: async () => (await import('../modules/segments/web/SegmentPage.tsx')).SegmentPage,
  },
  { path: '/segments', may: 'segments:read', load: async () => (await import('../modules/segments/web/SegmentsPage.tsx')).SegmentsPage },
  { path: '/orders', may: 'orders:read', load: async () => (await import('../modules/orders/web/OrdersPage.tsx')).OrdersPage },
  {
    path: '/orders/carts',
    may: 'orders:read',
    load: async () => (await import('../modules/orders/web/CartsPage.tsx')).CartsPage,
  },
  {
    path: '/orders/returns',
    may: 'orders:read',
    load: async () => (await import('../modules/orders/web/ReturnsPage.tsx')).ReturnsPage,
  },
  {
    path: '/orders/products',
    may: 'orders:read',
    load: async () => (await import('../modules/orders/web/ProductsPage.tsx')).ProductsPage,
  },
  {
    path: '/orders/products/$id',
    may: 'orders:read',
    load: async () => (await import('../modules/orders/web/ProductPage.tsx')).ProductPage,
  },
  { path: '/orders/$id', may: 'orders:read', load: async () => (await import('../modules/orders/web/OrderPage.tsx')).OrderPage },
  {
    path: '/insights/monthly',
    may: 'insights:read',
    load: async () => (await import('../modules/insights/web/monthly/MonthlyPage.tsx')).MonthlyPage,
  },
  {
    path: '/insights/goals',
    may: 'insights:read',
    load: async () => (await import('../modules/insights/web/goals/GoalsPage.tsx')).GoalsPage,
  },
  { path: '/imports', may: 'imports:read', load: async () => (await import('../modules/imports/web/ImportsPage.tsx')).ImportsPage },
  { path: '/imports/$id', may: 'imports:read', load: async () => (await import('../modules/imports/web/ImportPage.tsx')).ImportPage },
  { path: '/insights/return', may: 'insights:read', load: async () => (await import('../modules/insights/web/ReturnPage.tsx')).ReturnPage },
  { path: '/insights/why', may: 'insights:read', load: async () => (await import('../modules/insights/web/why/WhyPage.tsx')).WhyPage },
  {
    path: '/insights/products',
    may: 'insights:read',
    load: async () => (await import('../modules/insights/web/why/ProductsStudiedPage.tsx')).ProductsStudiedPage,
  },
  {
    path: '/insights/expected',
    may: 'insights:read',
    load: async () => (await import('../modules/insights/web/scores/ExpectedPage.tsx')).ExpectedPage,
  },
  {
    path: '/settings/insights',
    may: 'insights:read',
    load: async () => (await import('../modules/insights/web/scores/InsightsSettingsPage.tsx')).InsightsSettingsPage,
  },
  {
    path: '/insights/customers',
    may: 'insights:read',
    load: async () => (await import('../modules/insights/web/types/KindsPage.tsx')).KindsPage,
  },
  {
    path: '/insights/cohorts',
    may: 'insights:read',
    load: async () => (await import('../modules/insights/web/time/CohortsPage.tsx')).CohortsPage,
  },
  {
    path: '/insights/seasons',
    may: 'insights:read',
    load: async () => (await import('../modules/insights/web/seasons/SeasonsPage.tsx')).SeasonsPage,
  },
  {
    path: '/settings/account',
    may: 'workspaces:read',
    load: async () => (await import('../modules/accounts/web/account/AccountPage.tsx')).AccountPage,
  },
  {
    path: '/settings',
    may: 'workspaces:read',
    load: async () => (await import('../modules/workspaces/web/SettingsPage.tsx')).SettingsPage,
  },
  {
    path: '/settings/hours',
    may: 'workspaces:read',
    load: async () => (await import('../modules/workspaces/web/hours/HoursPage.tsx')).HoursPage,
  },
  {
    path: '/settings/data',
    may: 'workspaces:export',
    load: async () => (await import('../modules/workspaces/web/export/DataPage.tsx')).DataPage,
  },
  {
    path: '/new-shop',
    may: 'workspaces:create',
    load: async () => (await import('../modules/workspaces/web/brand/NewShopPage.tsx')).NewShopPage,
  },
  {
    path: '/invitation',
    bare: true,
    load: async () => (await import('../modules/workspaces/web/members/InvitationPage.tsx')).InvitationPage,
  },
  {
    path: '/settings/members',
    may: 'workspaces:read',
    load: async () => (await import('../modules/workspaces/web/members/MembersPage.tsx')).MembersPage,
  },
  {
    path: '/settings/roles',
    may: 'workspaces:read',
    load: async () => (await import('../modules/workspaces/web/roles/RolesPage.tsx')).RolesPage,
  },
  {
    path: '/settings/attributes',
    may: 'customers:configure',
    load: async () => (await import('../modules/profiles/web/AttributesPage.tsx')).AttributesPage,
  },
  {
    path: '/settings/consent',
    may: 'consent:read',
    load: async () => (await import('../modules/consent/web/ConsentSettingsPage.tsx')).ConsentSettingsPage,
  },
  { path: '/settings/audit', may: 'audit:read', load: async () => (await import('../modules/audit/web/AuditPage.tsx')).AuditPage },
  {
    path: '/settings/privacy',
    may: 'privacy:read',
    load: async () => (await import('../modules/privacy/web/PrivacySettingsPage.tsx')).PrivacySettingsPage,
  },
  {
    path: '/settings/tracking',
    may: 'tracking:read',
    load: async () => (await import('../modules/tracking/web/TrackingPage.tsx')).TrackingPage,
  },
  {
    path: '/settings/tokens',
    may: 'tokens:configure',
    load: async () => (await import('../modules/tokens/web/TokensPage.tsx')).TokensPage,
  },
  { path: '/settings/shops', may: 'shops:read', load: async () => (await import('../modules/shops/web/ShopsPage.tsx')).ShopsPage },
  { path: '/settings/shops/$id', may: 'shops:read', load: async () => (await import('../modules/shops/web/ShopPage.tsx')).ShopPage },
  {
    path: '/settings/operations',
    may: 'operations:read',
    load: async () => (await import('../modules/operations/web/OperationsPage.tsx')).OperationsPage,
  },
  {
    path: '/settings/backups',
    may: 'operations:read',
    load: async () => (await import('../modules/operations/web/backups/BackupsPage.tsx')).BackupsPage,
  },
  {
    path: '/settings/webhooks',
    may: 'webhooks:read',
    load: async () => (await import('../modules/webhooks/web/WebhooksPage.tsx')).WebhooksPage,
  },
  {
    path: '/settings/webhooks/$id',
    may: 'webhooks:read',
    load: async () => (await import('../modules/webhooks/web/WebhookPage.tsx')).WebhookPage,
  },
  { path: '/kit', bare: true, development: true, load: async () => (await import('./kit/KitPage.tsx')).KitPage },
]
