/** Every event in the product and what it carries. Payloads are JSON: text, numbers, lists; money and int8 as text. */
export interface Events {
  'workspace.created': { readonly name: string }
  'workspace.changed': { readonly fields: readonly string[] }
  'import.finished': {
    readonly importId: string
    readonly rows: number
    readonly customers: number
    readonly orders: number
    readonly skipped: number
  }
  'import.undone': { readonly importId: string; readonly customers: number; readonly orders: number }
}

export type EventName = keyof Events
