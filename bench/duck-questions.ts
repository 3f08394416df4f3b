import { below, listIn } from './answers.ts'
import type { DuckAnswers } from './duck.ts'

/** One question to both: DuckDB asked in SQL, the product by its own route; `ours` and `theirs` make the same list of numbers of the two answers. */
export interface SharedQuestion {
  readonly name: string
  readonly path: string
  readonly body?: object
  readonly sql: string
  readonly ours: (answer: unknown) => readonly number[]
  readonly theirs: (rows: DuckAnswers['answers'][string]['rows']) => readonly number[]
}

const numbers = (rows: DuckAnswers['answers'][string]['rows']) => rows.flatMap((row) => Object.values(row).map(Number))

const RETURN = '/api/insights/return?calendar=gregorian&period=month'

/** What the product's definitions take from the shop. */
export interface Terms {
  readonly windowDays: number
  readonly asOfDay: number
  /** 1 Monday … 7 Sunday. */
  readonly weekStart: number
  /** The product's own fifths of silence and purchases: score, and the least and most that it stands for. */
  readonly fifths: { readonly silence: readonly Fifth[]; readonly purchases: readonly Fifth[] }
}

export interface Fifth {
  readonly score: number
  readonly least: number | null
  readonly most: number | null
}

/** The questions of a dashboard, over the same purchases. */
export function sharedQuestions({ windowDays, asOfDay, weekStart, fifths }: Terms): readonly SharedQuestion[] {
  // Days from the beginning of the week of 1970-01-01, a Thursday, to that day.
  const offset = (4 - weekStart + 7) % 7
  const week = (day: string) => `((${day} + ${offset}) // 7)`
  return [
    {
      name: 'cohorts by month',
      path: RETURN,
      sql: `
        with first as (select customer, min(month) as cohort from orders group by customer),
        active as (select distinct o.customer, f.cohort, o.month - f.cohort as after from orders o join first f using (customer))
        select cohort, after, count(*) as customers from active group by all order by all`,
      ours: (answer) =>
        listIn(answer, 'cohorts').flatMap((cohort) => {
          const index = Number(below(cohort, 'index'))
          const active = [Number(below(cohort, 'size')), ...listIn(cohort, 'active').map(Number)]
          return active.flatMap((customers, after) => (customers > 0 ? [index, after, customers] : []))
        }),
      theirs: numbers,
    },
    {
      name: 'retention by month, (E − N) / S',
      path: RETURN,
      sql: `
        with bounds as (
          select month, (make_date(month // 12, month % 12 + 1, 1) - date '1970-01-01') as start_day,
                 least((make_date((month + 1) // 12, (month + 1) % 12 + 1, 1) - date '1970-01-01'), ${asOfDay + 1}) as end_day
          from (select unnest(range((select min(month) from orders), (select max(month) + 1 from orders))) as month)),
        first as (select customer, min(month) as cohort from orders group by customer),
        at_start as (select distinct b.month, o.customer from bounds b join orders o on o.day >= b.start_day - ${windowDays} and o.day < b.start_day),
        at_end as (select distinct b.month, o.customer from bounds b join orders o on o.day >= b.end_day - ${windowDays} and o.day < b.end_day)
        select b.month, (select count(*) from at_start s where s.month = b.month) as start_customers,
               (select count(*) from at_end e where e.month = b.month) as end_customers,
               (select count(*) from at_end e join first f using (customer) where e.month = b.month and f.cohort = b.month) as new_customers
        from bounds b order by b.month`,
      ours: (answer) =>
        listIn(answer, 'retention').flatMap((period) => ['index', 'start', 'end', 'new'].map((name) => Number(below(period, name)))),
      theirs: numbers,
    },
    {
      name: 'who goes on after the nth purchase',
      path: RETURN,
      sql: `
        with counted as (select count(*) as n from orders group by customer)
        select k, count(*) filter (where n >= k) as reached, count(*) filter (where n > k) as continued
        from counted, range(1, 11) t(k) group by k order by k`,
      ours: (answer) =>
        listIn(answer, 'nextPurchase')
          .filter((row) => below(row, 'orMore') === false)
          .flatMap((row) => ['after', 'reached', 'continued'].map((name) => Number(below(row, name)))),
      theirs: numbers,
    },
    {
      name: 'a segment: bought 3 times or more, 180 days without',
      path: '/api/segments/counts',
      body: {
        condition: {
          all: [
            { field: 'purchases', op: 'at_least', value: 3 },
            { field: 'last_purchase', op: 'before', value: isoDay(asOfDay - 180) },
          ],
        },
      },
      sql: `select count(*) as members from (select customer from orders group by customer having count(*) >= 3 and max(day) < ${asOfDay - 180})`,
      ours: (answer) => [Number(below(answer, 'members'))],
      theirs: numbers,
    },
    {
      name: 'revenue of two years by week of the first purchase',
      path: '/api/insights/cohorts?grain=week&measure=revenue&calendar=gregorian',
      sql: `
        with weekly as (select customer, ${week('day')} as week, amount from orders),
        first as (select customer, min(week) as cohort from weekly group by customer)
        select cohort, week - cohort as after, sum(amount)::bigint as revenue from weekly join first using (customer)
        where cohort > ${Math.floor((asOfDay + offset) / 7)} - ${WEEKS.rows} and week - cohort < ${WEEKS.columns}
        group by all having revenue > 0 order by all`,
      ours: (answer) =>
        listIn(answer, 'rows').flatMap((row) =>
          listIn(row, 'values').flatMap((revenue, after) =>
            Number(revenue) > 0 ? [Number(below(row, 'index')), after, Number(revenue)] : [],
          ),
        ),
      theirs: numbers,
    },
    {
      name: 'days between purchases',
      path: '/api/insights/cohorts?measure=customers&calendar=gregorian',
      sql: `
        with gaps as (select day - lag(day) over (partition by customer order by day) as days from orders)
        select days, count(*) as gaps from gaps where days is not null group by days order by days`,
      ours: (answer) => listIn(answer, 'gaps', 'counts').flatMap((pair) => (Array.isArray(pair) ? pair.map(Number) : [])),
      theirs: numbers,
    },
    {
      name: 'purchases of each whole month',
      path: '/api/insights/seasons?calendar=gregorian&measure=purchases',
      sql: `
        select month, count(*) as purchases from orders
        group by month
        having make_date(month // 12, month % 12 + 1, 1) - date '1970-01-01' >= (select min(day) from orders)
           and make_date((month + 1) // 12, (month + 1) % 12 + 1, 1) - date '1970-01-01' <= ${asOfDay + 1}
        order by month`,
      ours: (answer) => listIn(answer, 'months').flatMap((month) => [Number(below(month, 'index')), Number(below(month, 'value'))]),
      theirs: numbers,
    },
    {
      name: 'customers by fifths of recency and frequency',
      path: '/api/insights/customers',
      sql: `
        with judged as (select ${asOfDay} - max(day) as silence, count(*) as purchases from orders group by customer)
        select ${scoreSql('silence', fifths.silence)} as r, ${scoreSql('purchases', fifths.purchases)} as f, count(*) as customers
        from judged group by r, f order by r, f`,
      ours: (answer) =>
        listIn(answer, 'rfm', 'cells')
          .map((cell) => ['r', 'f', 'customers'].map((name) => Number(below(cell, name))))
          .filter(([, , customers]) => customers !== 0)
          .toSorted(([r = 0, f = 0], [otherR = 0, otherF = 0]) => r - otherR || f - otherF)
          .flat(),
      theirs: numbers,
    },
    {
      name: 'share of revenue of those who spend most',
      path: '/api/insights/customers',
      sql: `
        with spent as (select customer, sum(amount) as amount from orders group by customer),
        ranked as (select amount, row_number() over (order by amount desc) as place, count(*) over () as customers from spent),
        leasts as (select p as percent, amount as least from ranked, (values (1), (5), (10), (20)) t(p) where place = ceil(p * customers / 100))
        select percent, least::bigint as least, (select count(*) from spent where amount >= least) as customers,
               (select sum(amount) from spent where amount >= least)::double / (select sum(amount) from spent)::double as share
        from leasts order by percent`,
      ours: (answer) =>
        listIn(answer, 'spread', 'tops').flatMap((top) =>
          ['percent', 'least', 'customers', 'share'].map((name) => Number(below(top, name))),
        ),
      theirs: numbers,
    },
  ]
}

/** As many weeks as a page shows. */
const WEEKS = { rows: 104, columns: 53 } as const

/** SQL: the score of a figure by what each stands for. */
function scoreSql(figure: string, fifths: readonly Fifth[]): string {
  const cases = fifths.map(({ score, least, most }) => {
    const [from, to] = [least === null ? '' : `${figure} >= ${least}`, most === null ? '' : `${figure} <= ${most}`]
    return `when ${[from, to].filter(Boolean).join(' and ') || 'true'} then ${score}`
  })
  return `case ${cases.join(' ')} end`
}

/** A day's ISO date. */
function isoDay(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10)
}
