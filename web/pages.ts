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
}

/** Every page. To add one, add its line; pages load when they are opened. */
export const PAGES: readonly PageRoute[] = [
  { path: '/sign-in', bare: true, load: async () => (await import('../modules/workspaces/web/SignInPage.tsx')).SignInPage },
  { path: '/setup', bare: true, load: async () => (await import('../modules/workspaces/web/SetupPage.tsx')).SetupPage },
  { path: '/settings', may: 'workspaces:read', load: async () => (await import('../modules/workspaces/web/SettingsPage.tsx')).SettingsPage },
]
