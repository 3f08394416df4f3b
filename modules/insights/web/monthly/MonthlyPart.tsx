import { Definition } from '#web/charts/definition.tsx'
import { classes } from '#web/ui/classes.ts'
import type { DocumentPart } from '../../monthly/domain-document.ts'

/** One part of the report: what was found, in a sentence, then what it rests on. */
export function MonthlyPart({ part: { title, finding, definition, table, bars, lines } }: { readonly part: DocumentPart }) {
  // Two columns of a sheet are too narrow for a table.
  return (
    <section
      className={classes(
        'grid break-inside-avoid content-start gap-2 print:mb-2 print:gap-0.5 print:text-xs print:leading-snug',
        table && 'print:[column-span:all]',
      )}
    >
      <div className="flex items-center gap-1">
        <h3 className="text-lg font-semibold print:text-sm">{title}</h3>
        <span className="print:hidden">
          <Definition text={definition} />
        </span>
      </div>
      <p>{finding}</p>
      {lines?.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {table && <Table {...table} />}
      {bars && <Bars bars={bars} />}
      <p className="hidden text-ink-soft print:block">{definition}</p>
    </section>
  )
}

function Table({ columns: [name, ...columns], rows }: NonNullable<DocumentPart['table']>) {
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-sm print:text-xs print:leading-snug">
        <thead>
          <tr className="border-b border-line text-ink-soft">
            <th scope="col" className="py-1.5 text-start font-normal">
              {name}
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" className="py-1.5 ps-4 text-end font-normal">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...values]) => (
            <tr key={name} className="border-b border-line">
              <th scope="row" className="py-1.5 text-start font-normal print:py-0.5">
                {name}
              </th>
              {values.map((value, at) => (
                <td
                  key={columns[at]}
                  className={classes('figures py-1.5 ps-4 text-end print:py-0.5', at === 0 ? 'font-medium' : 'text-ink-soft')}
                >
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Bars that are drawn with the page, so that they print like it. */
function Bars({ bars }: { readonly bars: NonNullable<DocumentPart['bars']> }) {
  return (
    <ul className="grid gap-1 text-sm print:gap-0 print:text-xs print:leading-snug">
      {bars.map(({ label, value, share, isNow }) => (
        <li
          key={label}
          className="grid grid-cols-[7.5rem_minmax(0,1fr)_auto] items-center gap-3 print:grid-cols-[6rem_minmax(0,1fr)_auto] print:gap-2"
        >
          <span className={isNow ? 'font-medium' : undefined}>{label}</span>
          <svg aria-hidden viewBox="0 0 100 8" preserveAspectRatio="none" className="mirrored h-3 w-full">
            <rect width={Math.max(0.5, share * 100)} height="8" fill={isNow ? 'var(--accent)' : 'var(--line-strong)'} />
          </svg>
          <span className="figures min-w-20 text-end">{value}</span>
        </li>
      ))}
    </ul>
  )
}
