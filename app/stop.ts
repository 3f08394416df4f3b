import { startedByNpm } from '#core/config'

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
  if (startedByNpm()) watchParent(onSignal)
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
  return controller.signal
}

/** npm passes SIGTERM to the shell between us, which dies of it and tells nobody. So the shell's end counts as the signal. */
function watchParent(onEnd: () => void): void {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    onEnd()
  }, 100).unref()
}
