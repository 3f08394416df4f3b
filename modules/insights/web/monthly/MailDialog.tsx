import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { Button } from '#web/ui/button.tsx'
import { Checkbox } from '#web/ui/checkbox.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Form } from '#web/ui/form.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { toast } from '#web/ui/toast.tsx'
import type { ReadersResponse } from '../../monthly/api.ts'
import { useReaders, useSendMe, useSetReaders } from './data.ts'

interface MailDialogProps {
  readonly month: string
  readonly index: number
  readonly onClose: () => void
}

/** The report by e-mail: now to me, and each month to whom. */
export function MailDialog({ month, index, onClose }: MailDialogProps) {
  const { t } = useTranslation('insights-monthly')
  const format = useFormat()
  const readers = useReaders()
  const send = useSendMe()
  const now = () =>
    send.mutate(
      { month, language: format.language },
      { onSuccess: () => toast({ text: t('queued'), tone: 'good' }), onError: (error) => toast({ text: failureText(error), tone: 'bad' }) },
    )
  return (
    <Dialog isOpen wide onOpenChange={(isOpen) => !isOpen && onClose()} title={t('mailTitle')}>
      <div className="grid gap-6">
        {readers.isError && <ErrorState text={failureText(readers.error)} onRetry={() => void readers.refetch()} />}
        {readers.isPending && <Skeleton lines={4} />}
        {readers.data && (
          <>
            {!readers.data.canSend && (
              <Notice tone="info" title={t('noMail')}>
                {t('noMailText')} <code className="code-run">SMTP_URL=smtps://user:password@mail.example</code>{' '}
                <code className="code-run">MAIL_FROM=shop@example.com</code>
              </Notice>
            )}
            <div className="flex flex-wrap items-center justify-between gap-3">
              <p>{t('nowText', { month: format.period('month', index) })}</p>
              <Button isDisabled={!readers.data.canSend} isPending={send.isPending} onPress={now}>
                {t('now')}
              </Button>
            </div>
            <Readers data={readers.data} />
            <Letters letters={readers.data.letters} />
          </>
        )}
      </div>
    </Dialog>
  )
}

/** Who gets it each month; only those who configure insights may change that. */
function Readers({ data }: { readonly data: ReadersResponse }) {
  const { t } = useTranslation(['insights-monthly', 'web'])
  const format = useFormat()
  const can = useCan()
  const save = useSetReaders()
  const [chosen, setChosen] = useState(() => new Map(data.readers.map(({ userId, language }) => [userId, language])))
  const choose = (userId: string, language: 'fa' | 'en' | null) => {
    const next = new Map(chosen)
    if (language === null) next.delete(userId)
    else next.set(userId, language)
    setChosen(next)
  }
  const submit = () =>
    save.mutate(
      { readers: [...chosen].map(([userId, language]) => ({ userId, language })) },
      { onSuccess: () => toast({ text: t('saved'), tone: 'good' }) },
    )
  const mayChange = can('insights:configure')
  return (
    <Form
      onSubmit={submit}
      failure={save.error}
      actions={
        mayChange && (
          <Button type="submit" look="primary" isPending={save.isPending}>
            {t('web:actions.save')}
          </Button>
        )
      }
    >
      <fieldset className="grid gap-2">
        <legend className="mb-1 font-medium">{t('readers')}</legend>
        <p className="text-sm text-ink-soft">{t('readersText')}</p>
        {data.members.map(({ id, name }) => (
          <div key={id} className="flex min-h-10 flex-wrap items-center justify-between gap-3">
            <Checkbox
              isSelected={chosen.has(id)}
              isDisabled={!mayChange}
              onChange={(isChosen) => choose(id, isChosen ? format.language : null)}
            >
              <bdi>{name}</bdi>
            </Checkbox>
            {chosen.has(id) && (
              <Segmented
                label={t('languageOf', { name })}
                value={chosen.get(id) ?? 'fa'}
                onChange={(language) => mayChange && choose(id, language)}
                options={[
                  { id: 'fa', label: t('fa') },
                  { id: 'en', label: t('en') },
                ]}
              />
            )}
          </div>
        ))}
      </fieldset>
    </Form>
  )
}

function Letters({ letters }: { readonly letters: ReadersResponse['letters'] }) {
  const { t } = useTranslation('insights-monthly')
  const format = useFormat()
  if (letters.length === 0) return null
  return (
    <section className="grid gap-2">
      <h3 className="font-medium">{t('letters')}</h3>
      <ul className="grid gap-1 text-sm">
        {letters.map(({ name, month, calendar, state, error, at }) => (
          <li key={`${name} ${at}`} className="flex flex-wrap gap-x-3">
            <bdi>{name}</bdi>
            <span>{format.period('month', month, calendar)}</span>
            <span className="text-ink-soft">
              {t(`letter.${state}`, { at: format.instant(at) })}
              {state !== 'sent' && error !== null && (
                <>
                  {' '}
                  <code className="code-run">{error}</code>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
