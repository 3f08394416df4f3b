/** The same question asked again within `milliseconds` gets the same answer; a failed one is forgotten at once. */
export function remember<T>(milliseconds: number, ask: () => Promise<T>): () => Promise<T> {
  let kept: { readonly until: number; readonly answer: Promise<T> } | null = null
  return () => {
    if (kept && kept.until > performance.now()) return kept.answer
    const answer = ask()
    kept = { until: performance.now() + milliseconds, answer }
    answer.catch(() => {
      kept = null
    })
    return answer
  }
}
