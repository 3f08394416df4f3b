import { ChevronDown } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import { Button as AriaButton, Disclosure, DisclosurePanel } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { Button } from '#web/ui/button.tsx'
import { Icon } from '#web/ui/icon.tsx'
import type { AuditRow } from '../api.ts'
import { Sentence, sentenceText } from './Sentence.tsx'

type Narrow = (change: Record<string, string | undefined>) => void

interface EntriesProps {
  readonly rows: readonly AuditRow[]
  readonly narrow: Narrow
  readonly more: { readonly has: boolean; readonly loading: boolean; readonly load: () => void }
}

/** The entries, newest first; the rest comes when one gets near the end. */
export function Entries({ rows, narrow, more }: EntriesProps) {
  const { t } = useTranslation('audit')
  return (
    <>
      <ol aria-label={t('log.label')} className="divide-y divide-line rounded border border-line bg-surface">
        {rows.map((row) => (
          <Entry key={row.id} row={row} narrow={narrow} />
        ))}
      </ol>
      {more.has && <More loading={more.loading} load={more.load} />}
    </>
  )
}

function Entry({ row, narrow }: { readonly row: AuditRow; readonly narrow: Narrow }) {
  const { t } = useTranslation('audit')
  const format = useFormat()
  return (
    <li>
      <Disclosure className="group">
        <div className="flex items-start gap-3 px-3 py-2.5 text-sm">
          <div className="min-w-0 grow">
            <p className="break-words">
              <Sentence row={row} />
            </p>
            <p className="mt-0.5 flex flex-wrap gap-x-3 text-xs text-ink-soft">
              <time dateTime={row.at}>{format.instant(row.at)}</time>
              {row.address && <bdi className="code-run">{row.address}</bdi>}
              {row.agent && <bdi>{row.agent}</bdi>}
            </p>
          </div>
          <AriaButton
            slot="trigger"
            aria-label={t('log.details', { sentence: sentenceText(t, row) })}
            className="grid size-8 shrink-0 place-items-center rounded text-ink-soft hovered:bg-hover"
          >
            <Icon of={ChevronDown} className="size-4 transition-transform group-expanded:rotate-180" />
          </AriaButton>
        </div>
        <DisclosurePanel>
          <Details row={row} narrow={narrow} />
        </DisclosurePanel>
      </Disclosure>
    </li>
  )
}

function Details({ row, narrow }: { readonly row: AuditRow; readonly narrow: Narrow }) {
  const { t } = useTranslation('audit')
  const format = useFormat()
  const { address, agent, actor, subject } = row
  return (
    <div className="grid gap-3 border-t border-line bg-sunken px-3 py-3 text-sm">
      <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-[max-content_minmax(0,1fr)]">
        <Fact name={t('entry.when')}>{format.instant(row.at)}</Fact>
        {address && <Fact name={t('entry.network')}>{address}</Fact>}
        {agent && <Fact name={t('entry.agent')}>{agent}</Fact>}
        <Fact name={t('entry.action')}>{row.action}</Fact>
        {subject.id && <Fact name={t('entry.subject')}>{subject.id}</Fact>}
        {Object.entries(row.details).map(([name, value]) => (
          <Fact key={name} name={<bdi className="code-run">{name}</bdi>}>
            {Array.isArray(value) ? value.join(', ') : String(value)}
          </Fact>
        ))}
      </dl>
      <div className="flex flex-wrap gap-2">
        {actor.id && <Only label={t('filter.only_actor')} onPress={() => narrow({ actor: actor.id ?? undefined })} />}
        {subject.id && <Only label={t('filter.only_subject')} onPress={() => narrow({ subject: subject.id ?? undefined })} />}
        {address && <Only label={t('filter.only_network')} onPress={() => narrow({ network: address })} />}
      </div>
    </div>
  )
}

function Only({ label, onPress }: { readonly label: string; readonly onPress: () => void }) {
  return (
    <Button look="plain" size="sm" onPress={onPress}>
      {label}
    </Button>
  )
}

function Fact({ name, children }: { readonly name: ReactNode; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-soft">{name}</dt>
      <dd className="min-w-0 break-words">
        <bdi>{children}</bdi>
      </dd>
    </>
  )
}

/** Loads when it comes into view; a button, for whoever does not scroll. */
function More({ loading, load }: { readonly loading: boolean; readonly load: () => void }) {
  const { t } = useTranslation('audit')
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!end.current || loading) return
    const watching = new IntersectionObserver((seen) => seen.some(({ isIntersecting }) => isIntersecting) && load(), {
      rootMargin: '400px',
    })
    watching.observe(end.current)
    return () => watching.disconnect()
  }, [load, loading])
  return (
    <div ref={end}>
      <Button look="plain" isPending={loading} onPress={load}>
        {t('log.more')}
      </Button>
    </div>
  )
}
