/** What the shop wants to reach; the migrations say what each column means. */
export interface GoalsTables {
  insights_goals: {
    workspace_id: string
    id: string
    measure: string
    target: number
    start_day: number
    due_day: number
    start_value: number | null
    owner_id: string | null
    note: string
    reached_day: number | null
    created_by: string | null
    created_at: Date
    changed_at: Date
    archived_at: Date | null
  }
  insights_goals_marks: { workspace_id: string; measure: string; day: number; value: number }
}
