import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '#web/api.ts'
import { IntervalChart } from '#web/charts/interval-chart.tsx'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import type { FactorRow, WhyReport } from '../../why/api.ts'
import { useBehindStudy } from './behind.ts'
import { useFactorWords } from './factor-words.ts'

interface FactorsProps {
  readonly factors: readonly FactorRow[]
  readonly standing: NonNullable<WhyReport['standing']>
  readonly content: NonNullable<WhyReport['content']>
  readonly segment: string | null
}

/** So many are shown at first: a screen full. */
const FIRST = 25

/** What first purchases had in common, ranked by how far those customers' return rate surely lies from everyone else's. */
export function Factors({ factors, standing, content, segment }: FactorsProps) {
  const { t } = useTranslation('insights-why')
  const format = useFormat()
  const can = useCan()
  const words = useFactorWords(content.valueCuts)
  const behind = useBehindStudy(standing, segment)
  const [isAll, setAll] = useState(false)
  const told = useMemo(() => factors.filter(({ verdict }) => verdict !== 'few'), [factors])
  const few = factors.length - told.length
  const clear = told.find(({ verdict }) => verdict !== 'unclear')
  const link = (kind: 'csv' | 'xlsx') =>
    addressOf('/api/insights/why/export', { format: kind, language: format.language, ...(segment !== null && { segment }) })
  if (told.length === 0) {
    return <EmptyState title={t('why.fewTitle')} text={t('why.fewText')} />
  }
  const shown = isAll ? told : told.slice(0, FIRST)
  return (
    <>
      <IntervalChart
        title={clear ? words.finding(clear) : t('why.noneClear')}
        definition={t('why.definition', { count: standing.returnDays ?? 0 })}
        anchor="factors"
        heading={t('why.heading')}
        format="number"
        baseline={0}
        baselineLabel={t('why.baseline')}
        exports={can('insights:export') ? { csv: link('csv'), xlsx: link('xlsx') } : undefined}
        rows={shown.map((row) => ({
          id: `${row.kind}:${row.value}`,
          label: words.label(row),
          // A product that the catalogue does not know yet has its name for a value, by which nobody can be listed.
          href: row.kind === 'product' && row.value === row.name ? undefined : behind.firstLike(row.kind, row.value),
          value: Math.round(row.difference * 100),
          low: row.low * 100,
          high: row.high * 100,
          hint: words.sentence(row),
        }))}
      />
      <div className="flex flex-wrap items-center gap-4">
        {told.length > FIRST && (
          <Button size="sm" onPress={() => setAll(!isAll)}>
            {isAll ? t('why.showFewer') : t('why.showAll', { count: told.length })}
          </Button>
        )}
        {few > 0 && <p className="text-sm text-ink-soft">{t('why.tooFew', { count: few })}</p>}
      </div>
    </>
  )
}
