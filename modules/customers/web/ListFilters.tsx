import { ListFilter } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { Button } from '#web/ui/button.tsx'
import { FilterBar } from '#web/ui/filter-bar.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { Select } from '#web/ui/select.tsx'
import { useUrlValues } from '#web/url-state.ts'
import type { FilterRow } from '../domain-filter.ts'
import { behindLabel } from './behind-label.ts'
import { useChoiceWords, useFields } from './data-list.ts'
import { FilterDialog } from './FilterDialog.tsx'
import { sentenceOf } from './filter-words.ts'
import { useFilter } from './use-filter.ts'

/** Search and filters over the list of customers; all of them stand in the address. */
export function ListFilters() {
  const { t } = useTranslation('customers')
  const [{ search = '', visitors = 'without' }, setValues] = useUrlValues()
  const fields = useFields().data?.fields ?? []
  const filter = useFilter()
  const [opened, setOpened] = useState<number | 'new' | null>(null)
  const parts = filter.row?.parts ?? []
  const chips = useChips(setOpened)
  const before = typeof opened === 'number' ? (parts[opened] ?? null) : null
  return (
    <>
      <FilterBar
        search={{ value: search, onChange: (next) => setValues({ search: next || undefined }), label: t('list.search') }}
        chips={chips}
        onClear={() => setValues({ filter: undefined, behind: undefined })}
      >
        <Button icon={<Icon of={ListFilter} />} isDisabled={filter.row === null} onPress={() => setOpened('new')}>
          {t('filter.add')}
        </Button>
        <Select
          label={t('list.visitors.label')}
          labelHidden
          value={VISITORS.find((each) => each === visitors) ?? 'without'}
          onChange={(next) => setValues({ visitors: next === 'without' ? undefined : next })}
          options={VISITORS.map((id) => ({ id, label: t(`list.visitors.${id}`) }))}
        />
        {parts.length > 1 && filter.row && <AnyOrAll mode={filter.row.mode} onChange={filter.choose} />}
      </FilterBar>
      {opened !== null && (
        <FilterDialog
          fields={fields}
          before={before}
          onClose={() => setOpened(null)}
          onSave={(condition) => {
            if (typeof opened === 'number') filter.replace(opened, condition)
            else filter.add(condition)
            setOpened(null)
          }}
        />
      )}
    </>
  )
}

const VISITORS = ['without', 'with', 'only'] as const

function AnyOrAll({ mode, onChange }: { readonly mode: FilterRow['mode']; readonly onChange: (mode: FilterRow['mode']) => void }) {
  const { t } = useTranslation('customers')
  return (
    <Segmented
      label={t('filter.mode')}
      value={mode}
      onChange={onChange}
      options={[
        { id: 'all', label: t('filter.all') },
        { id: 'any', label: t('filter.any') },
      ]}
    />
  )
}

/** The filters in force, in words; pressing one opens it. */
function useChips(open: (index: number) => void) {
  const { t } = useTranslation('customers')
  const format = useFormat()
  const [{ behind = '' }, setValues] = useUrlValues()
  const fields = useFields().data?.fields ?? []
  const filter = useFilter()
  const parts = filter.row?.parts ?? []
  const chosen = parts.map(({ field }) => field).filter((name, at, all) => all.indexOf(name) === at)
  const choices = useChoiceWords(
    chosen.filter((name) => fields.some((field) => field.name === name && field.type === 'choice' && field.hasChoices)),
  )
  const chips = parts.map((part, index) => ({
    id: `part ${index}`,
    label: sentenceOf(part, { t, format, fields, choices }),
    onRemove: () => filter.remove(index),
    onOpen: () => open(index),
  }))
  const number = behind ? [{ id: 'behind', label: behindLabel(behind, t, format), onRemove: () => setValues({ behind: undefined }) }] : []
  const whole = filter.row === null ? [{ id: 'whole', label: t('filter.complex'), onRemove: filter.clear }] : []
  return [...number, ...whole, ...chips]
}
