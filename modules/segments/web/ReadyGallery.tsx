import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { Button } from '#web/ui/button.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { Section } from '#web/ui/section.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import { toast } from '#web/ui/toast.tsx'
import type { ReadyResponse } from '../api.ts'
import { useAddSegment, useConditionCount, useReady, useSegments } from './data.ts'
import { listAddress } from './list-address.ts'

/** Ready-made segments that the shop does not have yet, with how many would be in each now. */
export function ReadyGallery() {
  const { t } = useTranslation('segments')
  const kept = useSegments(false).data?.segments ?? []
  const known = new Set(kept.map(({ condition }) => JSON.stringify(condition)))
  const offered = (useReady().data?.ready ?? []).filter(({ condition }) => !known.has(JSON.stringify(condition)))
  if (offered.length === 0) return null
  return (
    <Section title={t('ready.title')} text={t('ready.text')}>
      <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {offered.map((ready) => (
          <ReadyCard key={ready.key} ready={ready} />
        ))}
      </ul>
    </Section>
  )
}

function ReadyCard({ ready }: { readonly ready: ReadyResponse['ready'][number] }) {
  const { t } = useTranslation('segments')
  const format = useFormat()
  const can = useCan()
  const add = useAddSegment()
  const { language } = format
  const count = useConditionCount(ready.condition).data?.members
  const name = ready.name[language]
  const keep = () =>
    add.mutate(
      { name, description: ready.description[language], condition: ready.condition },
      {
        onSuccess: () => toast({ text: t('ready.added', { name }) }),
        onError: (error) => toast({ text: failureText(error), tone: 'bad' }),
      },
    )
  return (
    <li className="flex flex-col gap-2 rounded border border-line bg-surface p-4">
      <div className="flex items-start justify-between gap-3">
        <h3 className="font-medium">{name}</h3>
        <TextLink href={listAddress(ready.condition)} calm>
          <span className="figures text-lg font-medium">{count === undefined ? '…' : format.number(count)}</span>
        </TextLink>
      </div>
      <p className="grow text-sm text-ink-soft">{ready.description[language]}</p>
      {ready.fedBy && <p className="text-xs text-ink-soft">{t('ready.fedBy', { what: ready.fedBy[language] })}</p>}
      {can('segments:write') && (
        <div>
          <Button size="sm" icon={<Icon of={Plus} />} isPending={add.isPending} onPress={keep} aria-label={t('ready.addNamed', { name })}>
            {t('ready.add')}
          </Button>
        </div>
      )}
    </li>
  )
}
