import { useTranslation } from 'react-i18next'
import { dayOfIso, isoOfDay } from '#pure/calendar'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { KeyFigure } from '#web/ui/key-figure.tsx'
import type { TodayReport } from '../api.ts'
import { customersBehind } from './links.ts'

type What = TodayReport['moved'][number]['what']

/** What the last thirty days brought, against the thirty before; each number opens what stands behind it. */
export function Moved({ report }: { readonly report: TodayReport }) {
  const { t } = useTranslation('insights')
  const format = useFormat()
  const hrefOf = useBehind(report)
  const shown = report.moved.filter((each) => each.now !== null)
  const value = (what: What, text: string | null) =>
    what === 'revenue' ? format.money(text, { compact: true }) : format.number(BigInt(text ?? 0))
  if (shown.length === 0) return null
  return (
    <section className="grid gap-3">
      <div>
        <h2 className="text-lg font-semibold">{t('today.moved')}</h2>
        <p className="text-sm text-ink-soft">{t('today.movedHint')}</p>
      </div>
      <div className="grid grid-cols-2 gap-4 lg:grid-cols-4">
        {shown.map(({ what, now, before }) => (
          <KeyFigure
            key={what}
            label={t(`today.what.${what}`)}
            value={value(what, now)}
            hint={before === null ? undefined : t('today.before', { value: value(what, before) })}
            href={hrefOf(what)}
          />
        ))}
      </div>
    </section>
  )
}

const DAYS = 30

function useBehind({ asOf }: TodayReport): (what: What) => string | undefined {
  const can = useCan()
  const last = asOf === null ? null : dayOfIso(asOf)
  return (what) => {
    if (last === null) return undefined
    const first = last - DAYS + 1
    if (what === 'newCustomers' || what === 'returned') {
      const kind = what === 'returned' ? 'second-day' : 'first-day'
      return can('customers:read') ? customersBehind(`${kind}:${first}:${last}`) : undefined
    }
    return can('orders:read') ? `/orders?kind=purchase&from=${isoOfDay(first)}&to=${isoOfDay(last)}` : undefined
  }
}
