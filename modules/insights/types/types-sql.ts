import { sql, type RawBuilder } from 'kysely'
import { TYPE_RULES, TYPES, type BehaviourType, type Check, type Fact, type TypeThresholds } from './domain-types.ts'

/** SQL: the type of the row `k` of insights_types by the rules of domain-types.ts. */
export function typeSql(thresholds: TypeThresholds): RawBuilder<BehaviourType | null> {
  const cases = TYPES.map((type) => {
    const checks = TYPE_RULES[type].map((check) => checkSql(check, thresholds))
    return sql`when ${sql.join(checks, sql` and `)} then ${sql.lit(type)}`
  })
  return sql<BehaviourType | null>`case ${sql.join(cases, sql` `)} end`
}

const COLUMNS: Readonly<Record<Fact, RawBuilder<unknown>>> = {
  purchases: sql`k.purchases::real`,
  discounted: sql`k.discounted`,
  variety: sql`k.variety`,
  repeated: sql`k.repeated`,
  irregularity: sql`k.irregularity`,
  visits: sql`k.visits::real`,
  wasted: sql`(k.visits_without::real / nullif(k.visits, 0)::real)`,
}

function checkSql({ fact, is, threshold, unlessUnknown }: Check, thresholds: TypeThresholds): RawBuilder<unknown> {
  const column = COLUMNS[fact]
  const bound = sql`${thresholds[threshold]}::float8::real`
  const holds = is === 'at_least' ? sql`${column} >= ${bound}` : sql`${column} <= ${bound}`
  return sql`coalesce(${holds}, ${sql.lit(unlessUnknown === true)})`
}
