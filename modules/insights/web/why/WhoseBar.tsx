import { useTranslation } from 'react-i18next'
import { Select } from '#web/ui/select.tsx'
import type { Lens } from '../time/use-lens.ts'

/** Chooses whose orders are looked at; nothing while there is no segment. */
export function WhoseBar({ lens: { segments, segment, choose } }: { readonly lens: Lens }) {
  const { t } = useTranslation('insights-time')
  if (segments.length === 0) return null
  return (
    <Select
      label={t('lens.whose')}
      value={segment ?? 'everyone'}
      onChange={(id) => choose(id === 'everyone' ? null : id)}
      options={[{ id: 'everyone', label: t('lens.everyone') }, ...segments.map(({ id, name }) => ({ id, label: name }))]}
      className="w-64 max-w-full"
    />
  )
}
