import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useSession } from '#web/session.tsx'
import { placesFor } from '#web/shell/places.ts'
import { useShortcuts } from '#web/ui/shortcuts.tsx'

/** g then a letter goes to a place. */
export function useGoKeys(): void {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const places = placesFor(useSession()).filter(({ name }) => name !== 'kit')
  useShortcuts(
    places.map(({ name, path, key }) => ({
      keys: `g ${key}`,
      label: t('shortcuts.go', { place: t(`places.${name}`) }),
      run: () => void navigate({ to: path }),
    })),
  )
}
