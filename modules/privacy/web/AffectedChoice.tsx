import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RadioGroup } from '#web/ui/radio-group.tsx'
import { Select } from '#web/ui/select.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import type { Affected } from '../api.ts'
import { readAffected } from '../domain.ts'
import { useKeptLists } from './data.ts'

type Way = 'chosen' | 'kept' | 'typed' | 'all'

interface AffectedChoiceProps {
  /** Those chosen in the list of customers, from where one came. */
  readonly chosen: Affected | null
  /** Null while nobody is chosen. */
  readonly onChange: (affected: Affected | null) => void
}

/** Whom a notice concerns: those chosen in the list, a segment or a kept list, all, or ids. */
export function AffectedChoice({ chosen, onChange }: AffectedChoiceProps) {
  const { t } = useTranslation('privacy')
  const lists = useChoices()
  const [way, setWay] = useState<Way>(chosen ? 'chosen' : 'kept')
  const [listId, setListId] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  const pick = (next: Way) => {
    setWay(next)
    onChange(next === 'chosen' ? chosen : next === 'all' ? { all: true } : next === 'typed' ? readAffected(typed) : affectedOf(listId))
  }
  const affectedOf = (id: string | null) => lists.find((each) => each.id === id)?.affected ?? null
  const ways = [...(chosen ? (['chosen'] as const) : []), 'kept', 'typed', 'all'] as const
  return (
    <>
      <RadioGroup
        label={t('incidents.whom')}
        value={way}
        onChange={pick}
        options={ways.map((id) => ({ id, label: t(`incidents.ways.${id}`) }))}
      />
      {way === 'kept' && (
        <Select
          label={t('incidents.kept')}
          hint={lists.length === 0 ? t('incidents.no_kept') : undefined}
          value={listId}
          onChange={(id) => {
            setListId(id)
            onChange(affectedOf(id))
          }}
          options={lists.map(({ id, label }) => ({ id, label }))}
        />
      )}
      {way === 'typed' && (
        <TextField
          label={t('incidents.which')}
          hint={t('incidents.which_hint')}
          error={typed !== '' && !readAffected(typed) ? t('incidents.which_unread') : undefined}
          isRequired
          ltr
          rows={2}
          value={typed}
          onChange={(text) => {
            setTyped(text)
            onChange(readAffected(text))
          }}
        />
      )}
    </>
  )
}

function useChoices(): readonly { readonly id: string; readonly label: string; readonly affected: Affected }[] {
  const { t } = useTranslation('privacy')
  const { segments, views } = useKeptLists()
  return [
    ...segments.map(({ id, name, condition }) => ({ id, label: t('incidents.segment', { name }), affected: { filter: condition } })),
    ...views.map(({ id, name, list: { search, behind, filter } }) => ({
      id,
      label: t('incidents.view', { name }),
      affected: { wanted: { search, behind, filter }, except: [] },
    })),
  ]
}
