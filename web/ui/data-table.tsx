import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useReading } from '#web/reading.ts'
import { Button } from '#web/ui/button.tsx'
import { DataTableBody } from '#web/ui/data-table-body.tsx'
import { type Column, shownColumns, type TableChoice, useTableChoice } from '#web/ui/data-table-columns.ts'
import { chosenCount, NOTHING, type Selection } from '#web/ui/data-table-selection.ts'
import { TableView } from '#web/ui/data-table-view.tsx'
import { ExportMenu } from '#web/ui/export-menu.tsx'

/** The rows that are still to come, by cursor. */
export interface MoreRows {
  readonly has: boolean
  readonly loading: boolean
  readonly load: () => void
}

/** Choosing rows, and what may be done with the chosen ones. */
export interface Choosing {
  readonly selection: Selection
  readonly onChange: (selection: Selection) => void
  readonly actions?: (selection: Selection) => ReactNode
}

export interface DataTableProps<Row> {
  /** Names this table in what the device remembers. */
  readonly id: string
  /** What the table lists, for people who listen. */
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowId: (row: Row) => string
  /** How many rows there are in all; null when nobody counted. */
  readonly total: number | null
  /** There are more rows than `total`: counting stopped there. */
  readonly hasMoreThanTotal?: boolean
  /** Which columns are shown, where that is kept elsewhere than on this device. */
  readonly shown?: { readonly ids: readonly string[]; readonly onChange: (ids: readonly string[]) => void }
  readonly state?: 'ready' | 'loading' | 'error'
  readonly error?: string
  readonly onRetry?: () => void
  readonly sort?: string
  readonly onSort?: (sort: string) => void
  readonly more?: MoreRows
  readonly choosing?: Choosing
  /** What stands at the start of the tool line: a FilterBar, mostly. */
  readonly actions?: ReactNode
  readonly exports?: { readonly csv: string; readonly xlsx: string }
  /** Shown instead of rows when there are none: says what will appear, and the step that fills it. */
  readonly empty: ReactNode
  readonly maxHeight?: string
}

/**
 * A list of any length: sorts, chooses, remembers columns and row height, loads on as one scrolls, and draws only the rows in sight.
 * A RowLink in the first column opens the whole row.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rows, total, choosing, actions, exports, state = 'ready' } = props
  const [choice, setChoice] = useChoice(props)
  const reading = useReading()
  const density = choice.density ?? reading.density
  const countId = useId()
  const isEmpty = state === 'ready' && rows.length === 0
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-wrap items-start gap-2 empty:hidden">
        {actions && <div className="min-w-0 grow">{actions}</div>}
        {rows.length > 0 && (
          <div className="ms-auto flex h-10 items-center gap-1">
            <TableView columns={columns} choice={choice} density={density} onChange={setChoice} />
            {exports && <ExportMenu {...exports} />}
          </div>
        )}
      </div>
      {choosing && <ChosenLine choosing={choosing} total={total} />}
      <div className="min-w-0 overflow-hidden rounded border border-line bg-surface">
        {state === 'error' && <Failed text={props.error} onRetry={props.onRetry} />}
        {isEmpty && <div className="p-6">{props.empty}</div>}
        {state !== 'error' && !isEmpty && (
          <DataTableBody
            {...props}
            state={state}
            columns={shownColumns(columns, choice)}
            rowHeight={density === 'compact' ? 34 : 46}
            describedBy={countId}
          />
        )}
      </div>
      <CountLine id={countId} total={total} isLeast={props.hasMoreThanTotal ?? false} loaded={rows.length} isShown={rows.length > 0} />
    </div>
  )
}

/** What the device remembers, and the columns from where they are kept. */
function useChoice<Row>({ id, columns, shown }: DataTableProps<Row>): [TableChoice, (choice: TableChoice) => void] {
  const [own, setOwn] = useTableChoice(id, columns)
  if (!shown) return [own, setOwn]
  const hidden = columns.map((column) => column.id).filter((each) => !shown.ids.includes(each))
  const change = (next: TableChoice) => {
    setOwn({ ...next, hidden: own.hidden })
    shown.onChange(columns.map((column) => column.id).filter((each) => !next.hidden.includes(each)))
  }
  return [{ ...own, hidden }, change]
}

function ChosenLine({ choosing: { selection, onChange, actions }, total }: { readonly choosing: Choosing; readonly total: number | null }) {
  const { t } = useTranslation()
  const count = chosenCount(selection, total)
  return (
    <div aria-live="polite">
      {count !== 0 && (
        <div className="flex flex-wrap items-center gap-2 rounded bg-accent-soft px-3 py-1.5 text-sm text-accent-ink">
          <span className="font-medium">{count === null ? t('table.chosenAll') : t('table.chosen', { count })}</span>
          {actions?.(selection)}
          <Button look="quiet" size="sm" onPress={() => onChange(NOTHING)}>
            {t('table.clear')}
          </Button>
        </div>
      )}
    </div>
  )
}

interface CountLineProps {
  readonly id: string
  readonly total: number | null
  readonly isLeast: boolean
  readonly loaded: number
  readonly isShown: boolean
}

/** Always there, so that its coming is read out. */
function CountLine({ id, total, isLeast, loaded, isShown }: CountLineProps) {
  const { t } = useTranslation()
  const count = total === null ? t('table.loaded', { count: loaded }) : t(isLeast ? 'table.totalAtLeast' : 'table.total', { count: total })
  return (
    <p id={id} role="status" className="text-sm text-ink-soft">
      {isShown ? count : ''}
    </p>
  )
}

function Failed({ text, onRetry }: { readonly text: string | undefined; readonly onRetry: (() => void) | undefined }) {
  const { t } = useTranslation()
  return (
    <div role="alert" className="flex flex-col items-center gap-3 p-10 text-center">
      <p>{text ?? t('table.failed')}</p>
      {onRetry && <Button onPress={onRetry}>{t('table.retry')}</Button>}
    </div>
  )
}
