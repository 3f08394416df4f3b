import { ListFilter, ListTree } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConditionFields } from '#web/conditions/data.ts'
import { sentenceOfCondition } from '#web/conditions/sentence.ts'
import { useSentenceWords } from '#web/conditions/use-sentence.ts'
import { useFormat } from '#web/format.tsx'
import { Button } from '#web/ui/button.tsx'
import { FilterBar } from '#web/ui/filter-bar.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { Select } from '#web/ui/select.tsx'
import { useUrlValues } from '#web/url-state.ts'
import type { FilterRow } from '../domain-filter.ts'
import { behindLabel } from './behind-label.ts'
import { FilterDialog, WholeFilterDialog } from './FilterDialog.tsx'
import { useFilter } from './use-filter.ts'

/** Search and filters over the list of customers; all of them stand in the address. */
export function ListFilters() {
  const { t } = useTranslation('customers')
  const [{ search = '', visitors = 'without' }, setValues] = useUrlValues()
  const fields = useConditionFields().data?.fields ?? []
  const filter = useFilter()
  const [opened, setOpened] = useState<number | 'new' | 'whole' | null>(null)
  const { parts } = filter.row
  const chips = useChips((index) => setOpened('field' in (parts[index] ?? {}) ? index : 'whole'))
  const before = typeof opened === 'number' ? parts[opened] : undefined
  return (
    <>
      <FilterBar
        search={{ value: search, onChange: (next) => setValues({ search: next || undefined }), label: t('list.search') }}
        chips={chips}
        onClear={() => setValues({ filter: undefined, behind: undefined })}
      >
        <Button icon={<Icon of={ListFilter} />} onPress={() => setOpened('new')}>
          {t('filter.add')}
        </Button>
        {parts.length > 0 && (
          <Button look="quiet" icon={<Icon of={ListTree} />} onPress={() => setOpened('whole')}>
            {t('filter.whole')}
          </Button>
        )}
        <Select
          label={t('list.visitors.label')}
          labelHidden
          value={VISITORS.find((each) => each === visitors) ?? 'without'}
          onChange={(next) => setValues({ visitors: next === 'without' ? undefined : next })}
          options={VISITORS.map((id) => ({ id, label: t(`list.visitors.${id}`) }))}
        />
        {parts.length > 1 && <AnyOrAll mode={filter.row.mode} onChange={filter.choose} />}
      </FilterBar>
      {opened === 'whole' && (
        <WholeFilterDialog
          fields={fields}
          before={filter.condition}
          onClose={() => setOpened(null)}
          onSave={(condition) => {
            filter.set(condition)
            setOpened(null)
          }}
        />
      )}
      {opened !== null && opened !== 'whole' && (
        <FilterDialog
          fields={fields}
          before={before && 'field' in before ? before : null}
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
  const filter = useFilter()
  const words = useSentenceWords(filter.condition)
  const chips = filter.row.parts.map((part, index) => ({
    id: `part ${index}`,
    label: sentenceOfCondition(part, words),
    onRemove: () => filter.remove(index),
    onOpen: () => open(index),
  }))
  const number = behind ? [{ id: 'behind', label: behindLabel(behind, t, format), onRemove: () => setValues({ behind: undefined }) }] : []
  return [...number, ...chips]
}
