import { ChevronLeft, ChevronRight, Mail, Printer } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { periodKey } from '#pure/calendar'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { useSession } from '#web/session.tsx'
import { Page } from '#web/shell/page.tsx'
import { Button } from '#web/ui/button.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { useUrlState } from '#web/url-state.ts'
import type { MonthlyReport } from '../../monthly/api.ts'
import { monthlyDocument } from '../../monthly/domain-document.ts'
import { penFor } from '../../monthly/domain-pen.ts'
import { InsightsTabs } from '../InsightsTabs.tsx'
import { NeedsOrders } from '../NeedsOrders.tsx'
import { useMonthly } from './data.ts'
import { MailDialog } from './MailDialog.tsx'
import { MonthlyPart } from './MonthlyPart.tsx'

/** Insights → Monthly report: how the month went, on one page to read, print or send. */
export function MonthlyPage() {
  const { t } = useTranslation('insights-monthly')
  const [month, setMonth] = useUrlState('month')
  const [isMailing, setMailing] = useState(false)
  const answer = useMonthly(month)
  const report = answer.data
  const actions = report && !report.empty && (
    <div className="flex flex-wrap items-center gap-2 print:hidden">
      <Months report={report} onChange={setMonth} />
      <Button icon={<Icon of={Printer} />} onPress={() => window.print()}>
        {t('print')}
      </Button>
      <Button icon={<Icon of={Mail} />} onPress={() => setMailing(true)}>
        {t('mail')}
      </Button>
    </div>
  )
  return (
    <Page title={t('title')} question={<span className="print:hidden">{t('question')}</span>} actions={actions}>
      <div className="print:hidden">
        <InsightsTabs current="monthly" />
      </div>
      {answer.isError && <ErrorState text={failureText(answer.error)} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Skeleton lines={12} />}
      {report?.empty && <NeedsOrders title={t('needsTitle')} text={t('needsText')} />}
      {report && !report.empty && <Paper report={report} />}
      {isMailing && report && <MailDialog month={report.month} index={report.index} onClose={() => setMailing(false)} />}
    </Page>
  )
}

interface MonthsProps {
  readonly report: MonthlyReport
  readonly onChange: (month: string) => void
}

/** To the month before and after, as far as there are orders. */
function Months({ report: { index, months }, onChange }: MonthsProps) {
  const { t } = useTranslation('insights-monthly')
  const format = useFormat()
  const go = (to: number) => onChange(periodKey('month', to))
  return (
    <div className="flex items-center gap-1">
      <IconButton icon={ChevronLeft} mirrored label={t('before')} isDisabled={index <= months.first} onPress={() => go(index - 1)} />
      <span className="min-w-28 text-center font-medium" aria-live="polite">
        {format.period('month', index)}
      </span>
      <IconButton icon={ChevronRight} mirrored label={t('after')} isDisabled={index >= months.last} onPress={() => go(index + 1)} />
    </div>
  )
}

/** The page itself: narrow enough for A4, and the same words as in the letter. */
function Paper({ report }: { readonly report: MonthlyReport }) {
  const { currency, moneyDisplay, language } = useFormat()
  const { workspace } = useSession()
  const { title, subtitle, parts } = monthlyDocument(report, penFor({ language, calendar: report.calendar, currency, moneyDisplay }))
  return (
    <article className="mx-auto grid w-full max-w-3xl gap-6 rounded border border-line bg-surface p-5 sm:p-8 print:block print:max-w-none print:columns-2 print:gap-x-8 print:border-0 print:p-0">
      <header className="print:mb-2 print:[column-span:all]">
        <p className="text-sm text-ink-soft">
          <bdi>{workspace.name}</bdi>
        </p>
        <h2 className="text-xl font-semibold">{title}</h2>
        <p className="text-sm text-ink-soft">{subtitle}</p>
      </header>
      {parts.map((part) => (
        <MonthlyPart key={part.id} part={part} />
      ))}
    </article>
  )
}
