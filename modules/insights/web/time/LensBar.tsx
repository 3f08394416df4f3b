import { useTranslation } from 'react-i18next'
import { Select } from '#web/ui/select.tsx'
import type { Lens } from './use-lens.ts'

interface LensBarProps {
  readonly lens: Lens
  /** Whether the page can show itself as of a year before. */
  readonly hasPast?: boolean
  /** Whether the page can show two reports beside one another. */
  readonly compares?: boolean
}

/** Chooses whose figures a page shows and what they are compared with; nothing while there is no segment and nothing to compare. */
export function LensBar({ lens, hasPast = false, compares = true }: LensBarProps) {
  const { t } = useTranslation('insights-time')
  const { segments, segment, compare, choose, compareWith } = lens
  const everyone = { id: 'everyone', label: t('lens.everyone') }
  const named = segments.map(({ id, name }) => ({ id, label: name }))
  if (segments.length === 0 && !hasPast && segment === null) return null
  const comparable = [
    { id: 'nobody', label: t('lens.nothing') },
    ...(segment === null ? [] : [everyone]),
    ...(hasPast ? [{ id: 'previous', label: t('lens.yearBefore') }] : []),
    ...named.filter(({ id }) => id !== segment),
  ]
  return (
    <div className="flex flex-wrap items-end gap-3">
      {(named.length > 0 || segment !== null) && (
        <Select
          label={t('lens.whose')}
          value={segment ?? everyone.id}
          onChange={(id) => choose(id === everyone.id ? null : id)}
          options={[everyone, ...named]}
          className="w-56 max-w-full"
        />
      )}
      {compares && (
        <Select label={t('lens.compare')} value={compare} onChange={compareWith} options={comparable} className="w-56 max-w-full" />
      )}
    </div>
  )
}
