/** Who gets the report of each month, and what became of it; the migrations say what each column means. */
export interface MonthlyTables {
  insights_readers: { workspace_id: string; user_id: string; language: 'fa' | 'en'; since: Date }
  insights_letters: {
    workspace_id: string
    id: string
    key: string
    user_id: string
    language: 'fa' | 'en'
    calendar: 'gregorian' | 'persian'
    month: number
    state: 'waiting' | 'sent' | 'failed'
    attempts: number
    next_at: Date
    error: string | null
    made_at: Date
    ended_at: Date | null
  }
}
