import { fileURLToPath } from 'node:url'

const folder = (path: string) => fileURLToPath(new URL(`../${path}/migrations`, import.meta.url))

/** Where migrations lie, in the order in which they are applied. */
export const MIGRATION_FOLDERS: readonly string[] = [
  folder('core'),
  folder('modules/workspaces'),
  folder('modules/audit'),
  folder('modules/operations'),
  folder('modules/customers'),
  folder('modules/orders'),
  folder('modules/imports'),
  folder('modules/profiles'),
  folder('modules/consent'),
  folder('modules/privacy'),
  folder('modules/tracking'),
  folder('modules/shops'),
  folder('modules/webhooks'),
  folder('modules/tokens'),
  folder('modules/segments'),
  folder('modules/insights'),
]
