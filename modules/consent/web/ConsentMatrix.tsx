import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { Popover } from '#web/ui/popover.tsx'
import { CHANNELS, type ConsentCell, type CustomerConsents } from '../api.ts'
import { ConsentChange } from './ConsentChange.tsx'
import { ConsentProof } from './ConsentProof.tsx'

interface ConsentMatrixProps extends Pick<CustomerConsents, 'purposes'> {
  readonly customerId: string
  readonly mayWrite: boolean
}

type Purpose = CustomerConsents['purposes'][number]

interface Chosen {
  readonly purpose: Purpose
  readonly cell: ConsentCell
}

const TONES = { granted: 'good', denied: 'bad', pending: 'warn' } as const

/** Purposes by channels; each cell opens what was said, when and what proves it. */
export function ConsentMatrix({ customerId, purposes, mayWrite }: ConsentMatrixProps) {
  const { t, i18n } = useTranslation('consent')
  const language = i18n.language === 'fa' ? 'fa' : 'en'
  const [chosen, setChosen] = useState<Chosen | null>(null)
  return (
    <div className="overflow-x-auto rounded border border-line bg-surface" role="group" aria-label={t('customer.title')} tabIndex={0}>
      <table className="w-full text-sm">
        <thead className="text-ink-soft">
          <tr className="border-b border-line">
            <th scope="col" className="sticky start-0 bg-surface px-3 py-2 text-start font-medium">
              {t('customer.purpose')}
            </th>
            {CHANNELS.map((channel) => (
              <th key={channel} scope="col" className="px-3 py-2 text-start font-medium whitespace-nowrap">
                {t(`channel.${channel}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {purposes.map((purpose) => (
            <tr key={purpose.key} className="border-b border-line last:border-0">
              <th scope="row" className="sticky start-0 min-w-28 bg-surface px-3 py-2 text-start font-medium">
                <bdi>{purpose.name[language]}</bdi>
              </th>
              {purpose.cells.map((cell) => (
                <td key={cell.channel} className="px-2 py-1">
                  <Cell purpose={purpose} name={purpose.name[language]} cell={cell} onChange={mayWrite ? setChosen : null} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {chosen && (
        <ConsentChange
          customerId={customerId}
          purpose={chosen.purpose.key}
          name={chosen.purpose.name[language]}
          cell={chosen.cell}
          onClose={() => setChosen(null)}
        />
      )}
    </div>
  )
}

interface CellProps {
  readonly purpose: Purpose
  readonly name: string
  readonly cell: ConsentCell
  readonly onChange: ((chosen: Chosen) => void) | null
}

function Cell({ purpose, name, cell, onChange }: CellProps) {
  const { t } = useTranslation('consent')
  const state = cell.state ?? 'silent'
  const label = `${name}, ${t(`channel.${cell.channel}`)}`
  return (
    <Popover
      label={label}
      trigger={
        <AriaButton aria-label={`${label}: ${t(`state.${state}`)}`} className="min-h-9 cursor-pointer rounded px-1 hovered:bg-hover">
          {cell.state === null ? (
            <span className="px-2 text-ink-soft">–</span>
          ) : (
            <Badge tone={TONES[cell.state]}>{t(`state.${cell.state}`)}</Badge>
          )}
        </AriaButton>
      }
    >
      <div className="grid w-80 max-w-full gap-3 text-sm">
        <p className="font-medium">
          <bdi>{name}</bdi> · {t(`channel.${cell.channel}`)}
        </p>
        <p className={cell.may ? 'text-good' : 'text-ink-soft'}>{t(`reason.${cell.reason}`)}</p>
        <ConsentProof words={cell.words} />
        {onChange && (
          <Button look="plain" size="sm" onPress={() => onChange({ purpose, cell })}>
            {t('customer.change')}
          </Button>
        )}
      </div>
    </Popover>
  )
}
