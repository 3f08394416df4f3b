import { useState } from 'react'
import { useFormat } from '#web/format.tsx'
import { COHORTS, NEXT_PURCHASE, RETENTION, TIME_TO_RETURN } from '#web/kit/sample-data.ts'
import { KitRow, KitSection, useWord } from '#web/kit/kit-section.tsx'
import { CohortHeatMap } from '#web/charts/cohort-heat-map.tsx'
import type { CohortMeasure } from '#web/charts/cohort-cells.ts'
import { NextPurchaseChart } from '#web/charts/next-purchase-chart.tsx'
import { RetentionChart } from '#web/charts/retention-chart.tsx'
import { KitMoreCharts } from '#web/kit/kit-more-charts.tsx'
import { SparkLine } from '#web/charts/spark-line.tsx'
import { TimeToReturnChart } from '#web/charts/time-to-return-chart.tsx'
import { NumberLink } from '#web/ui/number-link.tsx'
import { Segmented } from '#web/ui/segmented.tsx'

const EXPORTS = { csv: '#csv', xlsx: '#xlsx' }

/** Every kind of chart. */
export function KitCharts() {
  const word = useWord()
  const format = useFormat()
  const [measure, setMeasure] = useState<CohortMeasure>('share')
  const rates = RETENTION.map((each) => each.rate)
  return (
    <KitSection title={word('نمودار', 'Charts')}>
      <RetentionChart
        title={word('از هر ده مشتری، نه نفر ماندند', 'Nine of ten customers stayed')}
        definition={word('(پایان دوره − تازه‌ها) ÷ ابتدای دوره', '(customers at the end − new ones) ÷ customers at the start')}
        periods={RETENTION}
        calendar="persian"
        period="month"
        exports={EXPORTS}
        behind={(index, part) => `#retention:${index}:${part}`}
      />
      <div className="grid gap-4 lg:grid-cols-2">
        <NextPurchaseChart
          title={word('هر خرید، خرید بعدی را محتمل‌تر می‌کند', 'Each purchase makes the next one likelier')}
          rows={NEXT_PURCHASE}
          exports={EXPORTS}
          behind={(n) => `#purchases:${n}`}
        />
        <TimeToReturnChart
          title={word('نیمی از بازگشت‌ها تا روز ۵۴ است', 'Half of those who return do so by day 54')}
          timeToReturn={TIME_TO_RETURN}
          exports={EXPORTS}
          behind={(days) => `#returned-in:0:${days}`}
        />
      </div>
      <CohortHeatMap
        title={word('خریداران آذر ۱۳۸۹ بیش از همه بازگشتند', 'The buyers of Azar 1389 came back most')}
        cohorts={COHORTS}
        calendar="persian"
        measure={measure}
        exports={EXPORTS}
        behind={(index, months) => `#cohort:${index}:${months ?? ''}`}
        actions={
          <Segmented
            label={word('مقدار', 'Value')}
            value={measure}
            onChange={setMeasure}
            options={[
              { id: 'share', label: word('سهم', 'Share') },
              { id: 'customers', label: word('مشتری', 'Customers') },
            ]}
          />
        }
      />
      <KitMoreCharts />
      <KitRow>
        <div className="w-48">
          <SparkLine values={rates} label={word('نرخ بازگشت', 'Retention')} write={(value) => format.percent(value)} />
        </div>
        <p className="text-2xl">
          <NumberLink href="#returned" label={word('مشتری بازگشته', 'returned customers')} exports={EXPORTS}>
            {format.number(2845)}
          </NumberLink>
        </p>
      </KitRow>
    </KitSection>
  )
}
