import { useTranslation } from 'react-i18next'
import { LinesChart } from '#web/charts/lines-chart.tsx'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { KeyFigure } from '#web/ui/key-figure.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { useToday } from '#web/ui/use-today.ts'
import type { SegmentResponse, SizesResponse } from '../api.ts'
import { daysOfSizes } from '../domain-sizes.ts'
import { useSizes } from './data.ts'
import { listAddress } from './list-address.ts'

const MONTH = 30

/** How many were in the segment at the end of each day, and how many came and went within a month. */
export function SegmentSizes({ segment }: { readonly segment: SegmentResponse }) {
  const { t } = useTranslation('segments')
  const format = useFormat()
  const today = useToday()
  const { data, isPending, isError, error, refetch } = useSizes(segment.id)
  if (isPending) return <Skeleton lines={6} />
  if (isError) return <ErrorState text={failureText(error)} onRetry={() => void refetch()} />
  const lately = data.sizes.filter(({ day }) => day > today - MONTH)
  const sum = (of: 'joined' | 'left') => lately.reduce((total, each) => total + each[of], 0)
  return (
    <>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        <KeyFigure
          label={t('now')}
          value={segment.members === null ? '…' : format.number(segment.members)}
          hint={segment.members === null ? t('gathering') : t('followed')}
          href={listAddress(segment.condition, segment.id)}
        />
        <KeyFigure label={t('joinedLately')} value={format.number(sum('joined'))} />
        <KeyFigure label={t('leftLately')} value={format.number(sum('left'))} />
      </div>
      <Chart sizes={data} today={today} />
    </>
  )
}

function Chart({ sizes: { sizes, conditionDay }, today }: { readonly sizes: SizesResponse; readonly today: number }) {
  const { t } = useTranslation('segments')
  const format = useFormat()
  const days = daysOfSizes(sizes, today)
  const first = days[0]
  const last = days.at(-1)
  if (!first || !last || days.length < 2) return <Notice tone="info">{t('tooYoung')}</Notice>
  const at = days.findIndex(({ day }) => day === conditionDay)
  return (
    <LinesChart
      title={findingOf(first.members, last.members)}
      definition={t('sizesDefinition')}
      anchor="sizes"
      heading={t('day')}
      labels={days.map(({ day }) => format.day(day))}
      series={[{ id: 'members', name: t('members'), values: days.map(({ members }) => members) }]}
      marks={at > 0 ? [{ at, label: t('conditionChanged') }] : []}
    />
  )

  function findingOf(from: number, to: number): string {
    const since = format.day(first?.day ?? 0)
    const values = { from: format.number(from), to: format.number(to), since }
    if (to === from) return t('finding.same', values)
    return t(to > from ? 'finding.grew' : 'finding.shrank', values)
  }
}
