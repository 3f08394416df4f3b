import {
  ArrowRightLeft,
  CircleDot,
  Eye,
  type LucideIcon,
  MailCheck,
  Milestone,
  NotebookPen,
  PenLine,
  Receipt,
  ShoppingCart,
  TriangleAlert,
  Undo2,
  Upload,
} from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { Button } from '#web/ui/button.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import type { ShownEntry } from '../api.ts'
import type { ShownLine } from '../domain-shown-entries.ts'
import { attributeName } from './attribute-name.ts'
import { useAttributes, useMembers } from './data.ts'
import { NoteEntry } from './NoteEntry.tsx'
import { detailsOf, entryText } from './timeline-words.ts'

const ICONS: Readonly<Record<string, LucideIcon>> = {
  order: Receipt,
  refund: Undo2,
  return: Undo2,
  cart: ShoppingCart,
  note: NotebookPen,
  consent: MailCheck,
  import: Upload,
  merge: ArrowRightLeft,
  change: PenLine,
  incident: TriangleAlert,
}

interface TimelineLineProps {
  readonly id: string
  readonly line: ShownLine
}

/** One line of the timeline; pages looked at in one visit are one line that opens. */
export function TimelineLine({ id, line }: TimelineLineProps) {
  const { t } = useTranslation('profiles')
  const format = useFormat()
  const [isOpen, setOpen] = useState(false)
  const [entry, ...others] = line.entries
  if (entry.kind === 'note') {
    return (
      <Frame entry={entry}>
        <NoteEntry id={id} entry={entry} />
      </Frame>
    )
  }
  if (others.length === 0) {
    return (
      <Frame entry={entry}>
        <Sentence entry={entry} />
      </Frame>
    )
  }
  return (
    <Frame entry={entry}>
      <div className="flex flex-wrap items-baseline gap-x-2">
        <span>{t('timeline.pages', { count: line.entries.length })}</span>
        <Button look="quiet" size="sm" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          {isOpen ? t('timeline.fold') : t('timeline.unfold')}
        </Button>
      </div>
      {isOpen && (
        <ul className="flex flex-col gap-1 text-sm">
          {line.entries.map((each) => (
            <li key={each.id} className="flex gap-3">
              <span className="text-ink-soft">{timeOf(format.instant(each.at))}</span>
              <Sentence entry={each} />
            </li>
          ))}
        </ul>
      )}
    </Frame>
  )
}

function Sentence({ entry }: { readonly entry: ShownEntry }) {
  const { t } = useTranslation(['profiles', 'web'])
  const format = useFormat()
  const attributes = useAttributes().data?.rows ?? []
  const attributeOf = (key: string) => {
    const known = attributes.find((each) => each.key === key)
    return known ? attributeName(known, format.language) : key
  }
  const text = entryText(entry, t, format, attributeOf)
  const details = detailsOf(entry, format)
  const members = useMembers().data?.rows ?? []
  const member = members.find(({ id, name }) => id === entry.by || name === entry.by)
  return (
    <div className="min-w-0 break-words">
      {entry.href ? <TextLink href={entry.href}>{text}</TextLink> : <span dir="auto">{text}</span>}
      {member && <span className="text-sm text-ink-soft"> {t('profiles:timeline.by', { who: member.name })}</span>}
      {details.length > 0 && (
        <div className="flex flex-wrap gap-x-3 text-sm text-ink-soft">
          {details.map(([name, value]) => (
            <bdi key={name}>
              {name}: {value}
            </bdi>
          ))}
        </div>
      )}
    </div>
  )
}

function Frame({ entry, children }: { readonly entry: ShownEntry; readonly children: ReactNode }) {
  const format = useFormat()
  return (
    <li className="group/line relative flex gap-3 pb-4">
      <span className="absolute start-3.5 top-8 bottom-0 w-px bg-line group-last/line:hidden" />
      <span className="grid size-7 shrink-0 place-items-center rounded-full bg-hover text-ink-soft">
        <Icon of={iconOf(entry)} />
      </span>
      <div className="min-w-0 grow pt-0.5">{children}</div>
      <time dateTime={entry.at} className="shrink-0 pt-1 text-sm text-ink-soft">
        {timeOf(format.instant(entry.at))}
      </time>
    </li>
  )
}

function iconOf({ kind, name }: ShownEntry): LucideIcon {
  if (name === 'customer.stage_changed') return Milestone
  return name.startsWith('visit.') ? Eye : (ICONS[kind] ?? CircleDot)
}

/** The day stands above; '9 Dec 2011, 08:14' leaves its time. */
function timeOf(instant: string): string {
  return instant.split(/[,،] ?/).at(-1) ?? instant
}
