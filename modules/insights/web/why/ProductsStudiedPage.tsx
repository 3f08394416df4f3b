import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useCan } from '#web/session.tsx'
import { Page } from '#web/shell/page.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { Tabs } from '#web/ui/tabs.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import { useUrlChoice } from '#web/url-state.ts'
import { PRODUCT_VIEWS, type ProductsReport, type ProductView } from '../../why/api.ts'
import { InsightsTabs } from '../InsightsTabs.tsx'
import { useLens } from '../time/use-lens.ts'
import { useProductsStudied } from './data.ts'
import { FirstProducts } from './FirstProducts.tsx'
import { Pairs } from './Pairs.tsx'
import { Refunds } from './Refunds.tsx'
import { Silence } from './Silence.tsx'
import { StudyBar } from './StudyBar.tsx'
import { WhoseBar } from './WhoseBar.tsx'

/** Insights → Products: which bring customers back, go together, follow, come before silence, go back. */
export function ProductsStudiedPage() {
  const { t } = useTranslation('insights-why')
  const [view, setView] = useUrlChoice('view', PRODUCT_VIEWS, 'first')
  const lens = useLens()
  const answer = useProductsStudied(view, lens.segment)
  const report = answer.data
  const content = report?.standing ? <View view={view} report={report} segment={lens.segment} /> : null
  return (
    <Page title={t('products.title')} question={t('products.question')}>
      <InsightsTabs current="products" />
      {answer.isError && <ErrorState text={failureText(answer.error)} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Skeleton lines={12} />}
      {report && (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
          <WhoseBar lens={lens} />
          <StudyBar report={report} segment={lens.segment} />
          {report.standing && <Services services={report.services} />}
          {report.standing && (
            <Tabs
              label={t('products.title')}
              value={view}
              onChange={setView}
              tabs={PRODUCT_VIEWS.map((id) => ({ id, label: t(`views.${id}`), content: id === view ? content : null }))}
            />
          )}
        </div>
      )}
    </Page>
  )
}

interface ViewProps {
  readonly view: ProductView
  readonly report: ProductsReport
  readonly segment: string | null
}

/** While another view is on its way, the one before is no longer shown. */
function View({ view, report: { content, standing }, segment }: ViewProps) {
  if (!standing || !content?.[view]) return <Skeleton lines={12} />
  const given = { standing, segment }
  if (content.first) return <FirstProducts content={content.first} {...given} />
  if (content.together) return <Pairs kind="together" content={content.together} {...given} />
  if (content.next) return <Pairs kind="next" content={content.next} {...given} />
  if (content.silence) return <Silence content={content.silence} {...given} />
  return content.refunds ? <Refunds content={content.refunds} {...given} /> : null
}

/** Codes that look like services can be put away in the catalogue. */
function Services({ services }: Pick<ProductsReport, 'services'>) {
  const { t } = useTranslation('insights-why')
  const can = useCan()
  if (services.length === 0 || !can('orders:catalogue')) return null
  return (
    <Notice tone="info">
      {t('services.text')}{' '}
      {services.map(({ id, name }, k) => (
        <span key={id}>
          {k > 0 && t('services.and')}
          <TextLink href={`/orders/products/${id}`}>
            <bdi>{name}</bdi>
          </TextLink>
        </span>
      ))}
    </Notice>
  )
}
