/** The headline numbers that a goal may be set for, in the order in which they are offered. */
export const MEASURES = [
  'returnRate',
  'repeatRate',
  'retentionMonth',
  'retentionQuarter',
  'retentionYear',
  'customers',
  'newCustomers',
  'orders',
  'revenue',
  'expectedValue',
] as const
