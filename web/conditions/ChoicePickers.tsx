import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ChoicesOf, useConditionChoices } from '#web/conditions/data.ts'
import { useFormat } from '#web/format.tsx'
import { ComboBox } from '#web/ui/combobox.tsx'
import { Tags } from '#web/ui/tags.tsx'

interface ChoicePickerProps {
  readonly label: string
  readonly of: ChoicesOf
  readonly value: string | null
  readonly onChange: (value: string | null) => void
}

/** One of what may be chosen. */
export function ChoicePicker({ label, of, value, onChange }: ChoicePickerProps) {
  const { language } = useFormat()
  const [search, setSearch] = useState('')
  const { data, isFetching } = useConditionChoices(of, search)
  const options = (data?.choices ?? []).map((choice) => ({ id: choice.value, label: choice.label[language] }))
  return (
    <ComboBox
      key={data ? 'known' : 'unknown'}
      label={label}
      value={value}
      onChange={onChange}
      options={options}
      onSearch={setSearch}
      loading={isFetching}
    />
  )
}

interface ChoicesPickerProps {
  readonly label: string
  /** Null where there is nothing to choose from, only to write. */
  readonly of: ChoicesOf | null
  /** Whether what was typed can be taken as it is. */
  readonly isFree: boolean
  readonly value: readonly string[]
  readonly onChange: (value: readonly string[]) => void
}

/** Several values: chosen ones stand below, the next is found by typing. */
export function ChoicesPicker({ label, of, isFree, value, onChange }: ChoicesPickerProps) {
  const { t } = useTranslation('conditions')
  const { language } = useFormat()
  const [search, setSearch] = useState('')
  const [round, setRound] = useState(0)
  const { data, isFetching } = useConditionChoices(of, search)
  const known = (data?.choices ?? []).map((choice) => ({ id: choice.value, label: choice.label[language] }))
  const typed = search.trim()
  const free = isFree && typed !== '' && !known.some((each) => each.label === typed) ? [{ id: typed, label: typed }] : []
  const wordOf = (id: string) => known.find((each) => each.id === id)?.label ?? id
  const add = (id: string | null) => {
    if (id === null || value.includes(id)) return
    onChange([...value, id])
    setSearch('')
    setRound(round + 1)
  }
  return (
    <div className="flex min-w-0 grow basis-56 flex-col gap-2">
      <ComboBox
        key={round}
        label={label}
        placeholder={value.length > 0 ? t('another') : undefined}
        value={null}
        onChange={add}
        options={[...free, ...known].filter(({ id }) => !value.includes(id))}
        onSearch={setSearch}
        loading={isFetching}
      />
      {value.length > 0 && (
        <Tags
          label={label}
          tags={value.map((id) => ({ id, label: wordOf(id) }))}
          onRemove={(id) => onChange(value.filter((each) => each !== id))}
        />
      )}
    </div>
  )
}
