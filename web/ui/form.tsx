import { type FormEvent, type ReactNode, useLayoutEffect, useRef } from 'react'
import { Form as AriaForm } from 'react-aria-components'
import { flushSync } from 'react-dom'
import { failureText } from '#web/failure.ts'
import { classes } from '#web/ui/classes.ts'
import { Notice } from '#web/ui/notice.tsx'

export interface FormProps {
  readonly onSubmit: () => void
  /** What the last attempt threw; worded above the buttons. Everything typed stays. */
  readonly failure?: unknown
  readonly children: ReactNode
  /** The buttons, at the end. */
  readonly actions: ReactNode
  readonly className?: string
}

/** Fields that are sent together. Empty or malformed fields are named and the first gets the focus before anything is sent. */
export function Form({ onSubmit, failure, children, actions, className }: FormProps) {
  const send = useRef(onSubmit)
  useLayoutEffect(() => {
    send.current = onSubmit
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    settleField(event.currentTarget)
    send.current()
  }
  return (
    <AriaForm onSubmit={submit} className={classes('flex flex-col gap-5', className)}>
      {children}
      {failure ? <Notice tone="bad">{failureText(failure)}</Notice> : null}
      {/* A press takes no focus from the field: leaving it may show an error, which would move the button away from under the press. */}
      <div className="flex flex-wrap gap-3" onMouseDownCapture={(event) => event.preventDefault()}>
        {actions}
      </div>
    </AriaForm>
  )
}

/** A typed number counts once its field is left, which a press on a button does not do. */
function settleField(form: HTMLFormElement): void {
  const field = document.activeElement
  if (!(field instanceof HTMLInputElement) || !form.contains(field)) return
  flushSync(() => field.blur())
  field.focus({ preventScroll: true })
}
