import type { Workspace } from '#core/context'
import type { WorkspaceSettings } from './api.ts'
import { handleFrom } from './domain-handles.ts'

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

export type SettingsRefusal = 'workspaces.unknown_time_zone' | 'workspaces.unknown_currency'

/** Why these settings cannot be kept: the world knows no such time zone or currency. Null when they can. */
export function refusalOfSettings({ timeZone, currency }: Pick<WorkspaceSettings, 'timeZone' | 'currency'>): SettingsRefusal | null {
  if (!isTimeZone(timeZone)) return 'workspaces.unknown_time_zone'
  if (!isCurrency(currency)) return 'workspaces.unknown_currency'
  return null
}

/** A workspace as it begins: the word for its addresses is made from its name. */
export function newWorkspace(id: string, settings: WorkspaceSettings): Workspace {
  return { ...settings, id, handle: handleFrom(settings.name), accent: null, logo: null }
}

/** Whether this is a current ISO 4217 code. */
export function isCurrency(code: string): boolean {
  return CURRENCIES.has(code)
}

/** Names of places only: an offset such as +03:30 knows no summer time. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** The names of the settings that differ. */
export function changedFields(before: Workspace, after: Workspace): readonly (keyof Workspace)[] {
  const fields = ['name', 'handle', 'accent', 'language', 'timeZone', 'currency', 'moneyDisplay', 'calendar', 'weekStart'] as const
  return fields.filter((field) => before[field] !== after[field])
}
