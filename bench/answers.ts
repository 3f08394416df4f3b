/** What lies below a path of names in an answer, or undefined. */
export function below(answer: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (at, name) => (typeof at === 'object' && at !== null ? Object.entries(at).find(([key]) => key === name)?.[1] : undefined),
    answer,
  )
}

/** The list below a path of names; empty where there is none. */
export function listIn(answer: unknown, ...names: readonly string[]): readonly unknown[] {
  const found = below(answer, ...names)
  return Array.isArray(found) ? found : []
}

/** The body of an answer. */
export function parsed({ body }: { readonly body: Buffer }): unknown {
  return JSON.parse(body.toString())
}
