import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '#web/api.ts'
import { useFormat } from '#web/format.tsx'
import { TextLink } from '#web/ui/text-link.tsx'

interface Mention {
  readonly id: string
  readonly customerId: string
  readonly customerName: string | null
  readonly text: string
  readonly author: { readonly name: string | null }
  readonly writtenAt: string
}

/** The latest notes about customers that name the reader; nothing where there are none. */
export function Mentions() {
  const { t } = useTranslation('insights')
  const format = useFormat()
  const { data } = useQuery({
    queryKey: ['mentions'],
    queryFn: ({ signal }) => call<{ rows: readonly Mention[] }>('GET', '/api/notes/mentions', { query: { limit: 5 }, signal }),
  })
  if (!data || data.rows.length === 0) return null
  return (
    <section className="grid gap-3">
      <h2 className="text-lg font-semibold">{t('today.mentions')}</h2>
      <ul className="divide-y divide-line rounded border border-line bg-surface">
        {data.rows.map(({ id, customerId, customerName, text, author, writtenAt }) => (
          <li key={id} className="grid gap-1 p-4">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <TextLink href={`/customers/${customerId}`}>
                <bdi>{customerName ?? t('today.nameless')}</bdi>
              </TextLink>
              <span className="text-sm text-ink-soft">
                {author.name && <bdi>{author.name} · </bdi>}
                {format.instant(writtenAt)}
              </span>
            </div>
            <p className="line-clamp-2 break-words" dir="auto">
              {text}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
