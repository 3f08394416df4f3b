import { Settings } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useCan, useSession } from '#web/session.tsx'
import { SETTINGS_PLACES } from '#web/settings-places.ts'
import { placesFor } from '#web/shell/places.ts'
import { CommandPalette } from '#web/ui/command-palette.tsx'
import { useCommandSearch } from '#web/ui/command-search.ts'

interface PaletteProps {
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
}

/** Search over places, settings, customers and orders. */
export function Palette({ isOpen, onOpenChange }: PaletteProps) {
  const { t } = useTranslation()
  const can = useCan()
  const search = useCommandSearch()
  const places = placesFor(useSession()).map(({ name, path, icon }) => ({
    id: `place:${name}`,
    group: t('palette.places'),
    label: t(`places.${name}`),
    icon,
    href: path,
  }))
  const settings = SETTINGS_PLACES.filter(({ path, may }) => path !== '/settings' && can(may)).map(({ name, path }) => ({
    id: `settings:${name}`,
    group: t('places.settings'),
    label: t(`settings.${name}`),
    icon: Settings,
    href: path,
  }))
  return <CommandPalette isOpen={isOpen} onOpenChange={onOpenChange} entries={[...places, ...settings]} search={search} />
}
