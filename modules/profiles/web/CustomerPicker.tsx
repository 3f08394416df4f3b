import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CustomersPage } from '#api/customers'
import { call } from '#web/api.ts'
import { ComboBox } from '#web/ui/combobox.tsx'

interface CustomerPickerProps {
  readonly label: string
  readonly value: string | null
  /** The chosen customer's name, so that it shows before anything is searched. */
  readonly name: string | null
  readonly onChange: (id: string | null) => void
}

/** One customer, found by name, phone, e-mail or number. */
export function CustomerPicker({ label, value, name, onChange }: CustomerPickerProps) {
  const [search, setSearch] = useState('')
  const found = useQuery({
    queryKey: ['customer-picker', search],
    queryFn: ({ signal }) => call<CustomersPage>('GET', '/api/customers', { query: { search, limit: 8 }, signal }),
    enabled: search.trim().length > 1,
    placeholderData: keepPreviousData,
  })
  const rows = (found.data?.rows ?? []).map((row) => ({
    id: row.id,
    label: row.name ?? row.email ?? row.phone ?? row.id,
    hint: row.phone ?? '',
  }))
  const chosen = value !== null && !rows.some(({ id }) => id === value) ? [{ id: value, label: name ?? value }] : []
  return (
    <ComboBox
      label={label}
      value={value}
      onChange={onChange}
      options={[...chosen, ...rows]}
      onSearch={setSearch}
      loading={found.isFetching}
    />
  )
}
