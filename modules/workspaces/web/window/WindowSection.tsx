import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActivityWindow } from '#api/orders'
import { failureText } from '#web/failure.ts'
import { useCan } from '#web/session.tsx'
import { Button } from '#web/ui/button.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Form } from '#web/ui/form.tsx'
import { NumberField } from '#web/ui/number-field.tsx'
import { RadioGroup } from '#web/ui/radio-group.tsx'
import { Section } from '#web/ui/section.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { toast } from '#web/ui/toast.tsx'
import { useActivityWindow, useSaveActivityWindow } from '../data.ts'

const LONGEST_DAYS = 3660

/** How long after a purchase a customer counts as current. */
export function WindowSection() {
  const { t } = useTranslation(['workspaces-window', 'web'])
  const window = useActivityWindow()
  return (
    <Section title={t('title')} text={t('text')}>
      {window.isError && <ErrorState text={failureText(window.error)} onRetry={() => void window.refetch()} />}
      {window.isPending && <Skeleton lines={3} />}
      {window.data && <WindowForm key={`${window.data.source} ${window.data.days}`} window={window.data} />}
    </Section>
  )
}

function WindowForm({ window }: { readonly window: ActivityWindow }) {
  const { t } = useTranslation(['workspaces-window', 'web'])
  const mayChange = useCan()('workspaces:configure')
  const save = useSaveActivityWindow()
  const [source, setSource] = useState(window.source)
  const [days, setDays] = useState(window.days)
  const suggested = window.suggested === null ? t('no_suggestion') : t('suggested_days', { count: window.suggested })
  const submit = () => save.mutate(source === 'suggested' ? null : days, { onSuccess: () => toast({ text: t('saved'), tone: 'good' }) })
  return (
    <Form
      onSubmit={submit}
      failure={save.error}
      actions={
        mayChange && (
          <Button type="submit" isPending={save.isPending}>
            {t('web:actions.save')}
          </Button>
        )
      }
    >
      <RadioGroup
        label={t('source')}
        isDisabled={!mayChange}
        value={source}
        onChange={setSource}
        options={[
          { id: 'suggested', label: t('suggested'), hint: suggested },
          { id: 'set', label: t('set') },
        ]}
      />
      {source === 'set' && (
        <NumberField
          label={t('days')}
          unit={t('days_unit')}
          isRequired
          isDisabled={!mayChange}
          minValue={1}
          maxValue={LONGEST_DAYS}
          value={days}
          onChange={setDays}
        />
      )}
    </Form>
  )
}
