/** npm passes Ctrl-C on although the terminal already sent it, so one press arrives twice. */
const SAME_PRESS = 1_000

/** A signal that aborts at the first SIGTERM or SIGINT, after calling `heard`. The second one ends the process at once. */
export function stopAsked(heard: () => void): AbortSignal {
  const controller = new AbortController()
  let first = 0
  const onSignal = () => {
    if (first && Date.now() - first > SAME_PRESS) process.exit(1)
    if (first) return
    first = Date.now()
    heard()
    controller.abort()
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
  return controller.signal
}
