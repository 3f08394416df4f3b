import { addressOf } from '#web/api.ts'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { useUrlValues } from '#web/url-state.ts'
import { normalise, searchWords } from '#pure/text'
import type { ProductsReport, ProductView } from '../../why/api.ts'

type Content = NonNullable<ProductsReport['content']>

/** What every view of products is given. */
export interface ViewOf<V extends ProductView> {
  readonly content: NonNullable<Content[V]>
  readonly standing: NonNullable<ProductsReport['standing']>
  readonly segment: string | null
}

/** Where a view can be had as CSV and XLSX; undefined for those who may not export. */
export function useViewExports(view: ProductView, segment: string | null): { csv: string; xlsx: string } | undefined {
  const can = useCan()
  const { language } = useFormat()
  if (!can('insights:export')) return undefined
  const link = (format: 'csv' | 'xlsx') =>
    addressOf('/api/insights/products/export', { view, format, language, ...(segment !== null && { segment }) })
  return { csv: link('csv'), xlsx: link('xlsx') }
}

/** Rows whose names hold the words looked for, which stand in the address. */
export function useSearched<Row>(rows: readonly Row[], nameOf: (row: Row) => string) {
  const [values, setValues] = useUrlValues()
  const search = values['search'] ?? ''
  const words = searchWords(search)
  return {
    search,
    onSearch: (next: string) => setValues({ search: next || undefined }),
    rows: words.length === 0 ? rows : rows.filter((row) => words.every((word) => normalise(nameOf(row)).includes(word))),
  }
}

export function refName({ code, name }: { readonly code: string | null; readonly name: string }): string {
  return code === null ? name : `${name} ${code}`
}
