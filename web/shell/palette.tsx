import { useTranslation } from 'react-i18next'
import { useSession } from '#web/session.tsx'
import { placesFor } from '#web/shell/places.ts'
import { CommandPalette } from '#web/ui/command-palette.tsx'
import { useCommandSearch } from '#web/ui/command-search.ts'

interface PaletteProps {
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
}

/** Search over places, customers and orders. */
export function Palette({ isOpen, onOpenChange }: PaletteProps) {
  const { t } = useTranslation()
  const search = useCommandSearch()
  const entries = placesFor(useSession()).map(({ name, path, icon }) => ({
    id: `place:${name}`,
    group: t('palette.places'),
    label: t(`places.${name}`),
    icon,
    href: path,
  }))
  return <CommandPalette isOpen={isOpen} onOpenChange={onOpenChange} entries={entries} search={search} />
}
