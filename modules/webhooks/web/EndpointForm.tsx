import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/ui/button.tsx'
import { Checkbox } from '#web/ui/checkbox.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Form } from '#web/ui/form.tsx'
import { RadioGroup } from '#web/ui/radio-group.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import type { Endpoint } from '../api.ts'
import { useEvents, useSaveEndpoint } from './data.ts'

interface EndpointFormProps {
  /** Null adds one. */
  readonly endpoint: Endpoint | null
  readonly onClose: () => void
}

/** Where an endpoint is and what it gets. */
export function EndpointForm({ endpoint, onClose }: EndpointFormProps) {
  const { t } = useTranslation(['webhooks', 'web'])
  const navigate = useNavigate()
  const save = useSaveEndpoint(endpoint?.id ?? null)
  const [url, setUrl] = useState(endpoint?.url ?? 'https://')
  const [description, setDescription] = useState(endpoint?.description ?? '')
  const [which, setWhich] = useState<'all' | 'some'>(endpoint?.events ? 'some' : 'all')
  const [events, setEvents] = useState<readonly string[]>(endpoint?.events ?? [])
  const submit = () =>
    save.mutate(
      { url, description, events: which === 'all' ? null : [...events] },
      {
        onSuccess: (added) => {
          onClose()
          if (added !== null) void navigate({ to: `/settings/webhooks/${added}` })
        },
      },
    )
  return (
    <Dialog isOpen wide onOpenChange={(isOpen) => !isOpen && onClose()} title={t(endpoint ? 'form.change' : 'form.title')}>
      <Form
        onSubmit={submit}
        failure={save.error}
        actions={
          <Button type="submit" look="primary" isDisabled={which === 'some' && events.length === 0} isPending={save.isPending}>
            {t('web:actions.save')}
          </Button>
        }
      >
        <TextField
          label={t('form.url')}
          hint={t('form.url_hint')}
          ltr
          type="url"
          isRequired
          maxLength={2000}
          value={url}
          onChange={setUrl}
        />
        <TextField
          label={t('form.description')}
          hint={t('form.description_hint')}
          maxLength={200}
          value={description}
          onChange={setDescription}
        />
        <RadioGroup
          label={t('form.which')}
          value={which}
          onChange={setWhich}
          options={[
            { id: 'all', label: t('form.all'), hint: t('form.all_hint') },
            { id: 'some', label: t('form.some') },
          ]}
        />
        {which === 'some' && <EventChoice chosen={events} onChange={setEvents} />}
      </Form>
    </Dialog>
  )
}

interface EventChoiceProps {
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}

function EventChoice({ chosen, onChange }: EventChoiceProps) {
  const { t } = useTranslation('webhooks')
  const events = useEvents()
  const names = (events.data?.events ?? []).map(({ name }) => name).filter((name) => name !== 'webhook.ping')
  return (
    <fieldset>
      <legend className="sr-only">{t('form.some')}</legend>
      <div className="grid gap-x-6 sm:grid-cols-2">
        {names.map((name) => (
          <Checkbox
            key={name}
            isSelected={chosen.includes(name)}
            onChange={(isChosen) => onChange([...chosen.filter((each) => each !== name), ...(isChosen ? [name] : [])])}
          >
            <bdi className="code-run">{name}</bdi>
          </Checkbox>
        ))}
      </div>
    </fieldset>
  )
}
