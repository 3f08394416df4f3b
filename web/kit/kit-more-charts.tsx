import { BarsChart } from '#web/charts/bars-chart.tsx'
import { HeatGrid } from '#web/charts/heat-grid.tsx'
import { IntervalChart } from '#web/charts/interval-chart.tsx'
import { LinesChart } from '#web/charts/lines-chart.tsx'
import { useFormat } from '#web/format.tsx'
import { useWord } from '#web/kit/kit-section.tsx'

const MONTHS = Array.from({ length: 12 }, (_, at) => 1403 * 12 + at)
const WAVE = MONTHS.map((_, at) => Math.round(420 + 190 * Math.sin(at / 1.7) + at * 12))
const PRODUCTS = ['چای سیاه خارجی شکستهٔ ۵۰۰ گرمی با طعم دارچین', 'Regency Cakestand 3 Tier', 'زعفران نیم‌مثقالی', 'قند', 'گلدان سفالی']
const RATES = [0.46, 0.41, 0.33, 0.3, 0.12]

/** Charts for any figures: bars, lines, intervals, a heat grid. */
export function KitMoreCharts() {
  const word = useWord()
  const format = useFormat()
  const labels = MONTHS.map((index) => format.period('month', index, 'persian'))
  const products = PRODUCTS.map((label, at) => ({ id: String(at), label, href: `#product:${at}` }))
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <BarsChart
        anchor="kit-bars"
        title={word('اسفند پرفروش‌ترین ماه است', 'Most is bought in Esfand')}
        definition={word('شمار خریدها در هر ماه', 'Purchases in each month')}
        heading={word('ماه', 'Month')}
        categories={labels.map((label, at) => ({ id: String(at), label, href: `#month:${at}` }))}
        series={[
          { id: 'first', name: word('نخستین خرید', 'First purchases'), values: WAVE },
          { id: 'second', name: word('بازگشت', 'Returns'), values: WAVE.map((each) => Math.round(each * 0.4)) },
          {
            id: 'before',
            name: word('نخستین خرید، سال پیش', 'First purchases, a year ago'),
            values: WAVE.map((each) => each * 0.8),
            compared: true,
          },
        ]}
      />
      <BarsChart
        anchor="kit-lying"
        horizontal
        stacked
        title={word('چای بیشترین مشتری را بازمی‌گرداند', 'Tea brings most customers back')}
        heading={word('کالا', 'Product')}
        format="percent"
        categories={products}
        series={[
          { id: 'a', name: word('یک بار', 'Once'), values: RATES },
          { id: 'b', name: word('بیشتر', 'More often'), values: RATES.map((each) => each / 2) },
        ]}
      />
      <LinesChart
        anchor="kit-lines"
        title={word('درآمد رو به بالاست', 'Revenue is rising')}
        heading={word('ماه', 'Month')}
        format="money"
        labels={labels}
        marks={[
          { at: 0, label: word('نوروز', 'Nowruz') },
          { at: 8, label: word('شب یلدا', 'Yalda night') },
        ]}
        series={[
          {
            id: 'now',
            name: word('درآمد', 'Revenue'),
            values: WAVE.map((each) => each * 1e6),
            band: { low: WAVE.map((each) => each * 0.9e6), high: WAVE.map((each) => each * 1.12e6) },
          },
          { id: 'before', name: word('سال پیش', 'A year ago'), values: WAVE.map((each) => each * 0.8e6), dashed: true },
        ]}
      />
      <IntervalChart
        anchor="kit-intervals"
        title={word('دو کالا بیش از بقیه مشتری را بازمی‌گردانند', 'Two products bring back more than the others')}
        heading={word('کالا', 'Product')}
        baseline={0.31}
        rows={products.map((product, at) => ({
          ...product,
          value: RATES[at] ?? null,
          low: (RATES[at] ?? 0) - 0.04 - at / 60,
          high: (RATES[at] ?? 0) + 0.04 + at / 50,
          hint: at === 4 ? word('برای نتیجه‌گیری هنوز کم است', 'too few to tell') : undefined,
        }))}
      />
      <HeatGrid
        anchor="kit-heat"
        title={word('جمعه‌های اسفند شلوغ‌ترند', 'Fridays in Esfand are the busiest')}
        heading={word('روز', 'Weekday')}
        rows={['شنبه', 'یکشنبه', 'دوشنبه'].map((label) => ({ id: label, label }))}
        columns={labels.map((label) => ({ id: label, label }))}
        cell={(r, c) => {
          const value = (WAVE[c] ?? 0) * (1 + r / 4)
          return r === 2 && c === 11 ? null : { value, text: format.number(value), href: `#cell:${r}:${c}` }
        }}
      />
    </div>
  )
}
