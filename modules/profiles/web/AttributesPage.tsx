import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { SettingsFrame } from '#web/shell/settings-frame.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import type { AttributeResponse } from '../api.ts'
import { attributeName } from './attribute-name.ts'
import { AttributeForm } from './AttributeForm.tsx'
import { useAttributes } from './data.ts'

/** The workspace's own attributes of customers. */
export function AttributesPage() {
  const { t } = useTranslation('profiles')
  const attributes = useAttributes()
  const [editing, setEditing] = useState<{ readonly attribute: AttributeResponse | null } | null>(null)
  const add = (
    <Button look="primary" onPress={() => setEditing({ attribute: null })}>
      {t('attribute.add')}
    </Button>
  )
  return (
    <SettingsFrame title={t('attribute.title')} question={t('attribute.question')} actions={add}>
      {attributes.isPending && <Skeleton lines={5} />}
      {attributes.isError && <ErrorState text={failureText(attributes.error)} onRetry={() => void attributes.refetch()} />}
      {attributes.data?.rows.length === 0 && <EmptyState title={t('attribute.none')} text={t('attribute.noneText')} />}
      <ul className="flex flex-col divide-y divide-line">
        {attributes.data?.rows.map((attribute) => (
          <Definition key={attribute.key} attribute={attribute} onEdit={() => setEditing({ attribute })} />
        ))}
      </ul>
      {editing && <AttributeForm attribute={editing.attribute} onClose={() => setEditing(null)} />}
    </SettingsFrame>
  )
}

function Definition({ attribute, onEdit }: { readonly attribute: AttributeResponse; readonly onEdit: () => void }) {
  const { t } = useTranslation('profiles')
  const format = useFormat()
  const can = useCan()
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <div className="min-w-0 grow">
        <div className="flex flex-wrap items-center gap-2">
          <bdi className="font-medium">{attributeName(attribute, format.language)}</bdi>
          <span className="text-sm text-ink-soft">{t(`attribute.types.${attribute.type}`)}</span>
          {attribute.archived && <Badge tone="neutral">{t('attribute.archived')}</Badge>}
        </div>
        <div className="text-sm text-ink-soft">
          <bdi className="code-run">{attribute.key}</bdi>
          {attribute.description && ` · ${attribute.description}`}
        </div>
        {attribute.choices.length > 0 && <div className="text-sm text-ink-soft">{attribute.choices.join(t('addresses.comma'))}</div>}
      </div>
      {can('customers:configure') && (
        <Button size="sm" onPress={onEdit}>
          {t('kept.change')}
        </Button>
      )}
    </li>
  )
}
