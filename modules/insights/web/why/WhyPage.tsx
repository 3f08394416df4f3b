import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { Page } from '#web/shell/page.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Section } from '#web/ui/section.tsx'
import { Select } from '#web/ui/select.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { useUrlChoice } from '#web/url-state.ts'
import { FACTOR_KINDS } from '../../why/domain-factors.ts'
import type { WhyReport } from '../../why/api.ts'
import { InsightsTabs } from '../InsightsTabs.tsx'
import { useLens } from '../time/use-lens.ts'
import { useWhy } from './data.ts'
import { Factors } from './Factors.tsx'
import { StudyBar } from './StudyBar.tsx'
import { WhoseBar } from './WhoseBar.tsx'

const KINDS = ['all', ...FACTOR_KINDS] as const

/** Insights → Why: what distinguishes those who return. */
export function WhyPage() {
  const { t } = useTranslation('insights-why')
  const lens = useLens()
  const answer = useWhy(lens.segment)
  const report = answer.data
  return (
    <Page title={t('why.title')} question={t('why.question')}>
      <InsightsTabs current="why" />
      {answer.isError && <ErrorState text={failureText(answer.error)} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Skeleton lines={12} />}
      {report && (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
          <WhoseBar lens={lens} />
          <StudyBar report={report} segment={lens.segment} />
          {report.standing && report.content && <Found standing={report.standing} content={report.content} segment={lens.segment} />}
        </div>
      )}
    </Page>
  )
}

interface FoundProps {
  readonly standing: NonNullable<WhyReport['standing']>
  readonly content: NonNullable<WhyReport['content']>
  readonly segment: string | null
}

function Found({ standing, content, segment }: FoundProps) {
  const { t } = useTranslation('insights-why')
  const [kind, setKind] = useUrlChoice('kind', KINDS, 'all')
  const present = new Set<string>(content.factors.map((factor) => factor.kind))
  const shown = content.factors.filter((factor) => kind === 'all' || factor.kind === kind)
  return (
    <>
      <Select
        label={t('why.kind')}
        value={kind}
        onChange={(id) => setKind(id)}
        options={KINDS.filter((id) => id === 'all' || id === kind || present.has(id)).map((id) => ({ id, label: t(`kinds.${id}`) }))}
        className="w-64 max-w-full"
      />
      <Factors factors={shown} standing={standing} content={content} segment={segment} />
      <HowToRead days={standing.returnDays ?? 0} looks={content.looks} />
    </>
  )
}

/** The method in plain words. */
function HowToRead({ days, looks }: { readonly days: number; readonly looks: number }) {
  const { t } = useTranslation('insights-why')
  return (
    <Section title={t('read.title')}>
      <ul className="grid max-w-3xl list-disc gap-2 ps-5 text-ink-soft">
        <li>{t('read.who', { count: days })}</li>
        <li>{t('read.interval')}</li>
        <li>{t('read.looks', { count: looks })}</li>
        <li>{t('read.cause')}</li>
        <li>{t('read.start')}</li>
      </ul>
    </Section>
  )
}
