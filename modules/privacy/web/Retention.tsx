import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { Button } from '#web/ui/button.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Form } from '#web/ui/form.tsx'
import { NumberField } from '#web/ui/number-field.tsx'
import { PlainTable } from '#web/ui/plain-table.tsx'
import { Section } from '#web/ui/section.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { toast } from '#web/ui/toast.tsx'
import type { RetentionRow, SettingsResponse } from '../api.ts'
import { usePrivacySettings, useSaveGrace } from './data.ts'
import { RetentionDialog } from './RetentionDialog.tsx'
import { kindText } from './kind-text.ts'

/** How long each kind of data is kept, and the days of grace before an erasure. */
export function Retention() {
  const settings = usePrivacySettings()
  if (settings.isError) return <ErrorState text={failureText(settings.error)} onRetry={() => void settings.refetch()} />
  if (!settings.data) return <Skeleton lines={6} />
  return (
    <div className="grid gap-10">
      <Kinds rows={settings.data.retention} />
      <Grace key={settings.data.eraseAfterDays} settings={settings.data} />
    </div>
  )
}

function Kinds({ rows }: { readonly rows: readonly RetentionRow[] }) {
  const { t } = useTranslation('privacy')
  const format = useFormat()
  const mayChange = useCan()('privacy:configure')
  const [editing, setEditing] = useState<RetentionRow | null>(null)
  const columns = [
    { heading: t('retention.kind'), cell: (row: RetentionRow) => kindText(t, row.kind), isName: true },
    {
      heading: t('retention.kept'),
      cell: (row: RetentionRow) => (row.days === null ? t('retention.forever') : t('retention.days', { count: row.days })),
    },
    {
      heading: t('retention.last'),
      cell: (row: RetentionRow) =>
        row.lastPurgedAt === null ? '–' : t('retention.removed', { count: row.lastRemoved ?? 0, when: format.instant(row.lastPurgedAt) }),
    },
    ...(mayChange
      ? [
          {
            heading: t('retention.choose'),
            cell: (row: RetentionRow) => (
              <Button look="quiet" size="sm" onPress={() => setEditing(row)}>
                {t('retention.change')}
              </Button>
            ),
          },
        ]
      : []),
  ]
  return (
    <Section title={t('retention.heading')} text={t('retention.text')}>
      <PlainTable label={t('retention.heading')} columns={columns} rows={rows} rowId={({ kind }) => kind} />
      {editing && <RetentionDialog row={editing} onClose={() => setEditing(null)} />}
    </Section>
  )
}

function Grace({ settings }: { readonly settings: SettingsResponse }) {
  const { t } = useTranslation(['privacy', 'web'])
  const mayChange = useCan()('privacy:configure')
  const save = useSaveGrace()
  const [days, setDays] = useState(settings.eraseAfterDays)
  return (
    <Section title={t('grace.title')} text={t('grace.text')}>
      <Form
        onSubmit={() => save.mutate(days, { onSuccess: () => toast({ text: t('saved'), tone: 'good' }) })}
        failure={save.error}
        actions={
          mayChange && (
            <Button type="submit" isPending={save.isPending}>
              {t('web:actions.save')}
            </Button>
          )
        }
      >
        <NumberField
          label={t('grace.days')}
          hint={t('grace.hint')}
          minValue={0}
          maxValue={30}
          isDisabled={!mayChange}
          value={days}
          onChange={setDays}
          className="max-w-xs"
        />
      </Form>
    </Section>
  )
}
