import type { Json } from '#core/tables'

/** How each customer buys; the migrations say what each column means. */
export interface TypesTables {
  insights_types: {
    workspace_id: string
    customer_id: string
    type: 'loyal' | 'impulse' | 'discount' | 'need' | 'wandering' | null
    purchases: number
    discounted: number | null
    variety: number | null
    repeated: number | null
    irregularity: number | null
    visits: number
    visits_without: number
    margin: bigint | null
    year_revenue: bigint | null
    first_product: string | null
    first_category: string | null
    first_channel: string | null
    first_source: string | null
  }
  insights_kinds: {
    workspace_id: string
    part: string
    counted_at: Date
    content: Json
  }
}
