import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { Badge } from '#web/ui/badge.tsx'
import type { LikenessEvidence } from '../api-identity.ts'
import { PhoneNumber } from './PhoneNumber.tsx'

const KINDS = ['email', 'phone', 'phone_end', 'name', 'city', 'address', 'external', 'telegram', 'bale', 'instagram', 'anonymous'] as const
const WITH_VALUE: ReadonlySet<string> = new Set(['email', 'phone', 'phone_end', 'city', 'address'])

/** What speaks for two customers being one person. */
export function EvidenceTags({ evidence }: { readonly evidence: readonly LikenessEvidence[] }) {
  const { t } = useTranslation('customers')
  const format = useFormat()
  return (
    <ul className="flex flex-wrap gap-2">
      {evidence.map(({ kind, value }) => {
        const known = KINDS.find((each) => each === kind)
        return (
          <li key={`${kind} ${value}`}>
            <Badge tone="info">
              {known ? t(`same.evidence.${known}`) : kind}
              {WITH_VALUE.has(kind) && (
                <span className="ms-1.5">{kind === 'phone' ? <PhoneNumber e164={value} /> : <bdi>{format.digits(value)}</bdi>}</span>
              )}
            </Badge>
          </li>
        )
      })}
    </ul>
  )
}
