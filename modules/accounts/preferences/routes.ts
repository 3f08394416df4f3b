import { Preferences } from '#api/workspaces'
import { routes } from '#core/http'
import { savePreferences } from './preferences.ts'

export const preferencesRoutes = routes('accounts')

preferencesRoutes.put('/preferences', {
  summary: 'How the signed-in person reads: language, theme, density, digits, calendar',
  may: 'workspaces:read',
  screensOnly: true,
  body: Preferences,
  gives: Preferences,
  run: ({ ctx, body }) => savePreferences(ctx, body),
})
