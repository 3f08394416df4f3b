import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import type { ConsentWord } from '../api.ts'

const KNOWN_SOURCES = ['member', 'token', 'centre', 'confirmation', 'unsubscribe', 'import', 'tracking', 'shop', 'widget'] as const

/** The newest words about one purpose and channel, with what was shown and what proves it. */
export function ConsentProof({ words }: { readonly words: readonly ConsentWord[] }) {
  const { t } = useTranslation('consent')
  const format = useFormat()
  if (words.length === 0) return <p className="text-ink-soft">{t('proof.none')}</p>
  return (
    <ol className="grid max-h-72 gap-3 overflow-y-auto">
      {words.map((word) => {
        const source = KNOWN_SOURCES.find((each) => each === word.source)
        return (
          <li key={word.id} className="grid gap-1 border-t border-line pt-2">
            <p>
              <span className="font-medium">{t(`state.${word.state}`)}</span> · {format.instant(word.at)}
            </p>
            <p className="text-ink-soft">{source ? t(`source.${source}`) : <bdi>{word.source}</bdi>}</p>
            {word.shown && (
              <blockquote className="border-s-2 border-line ps-2 text-ink-soft">
                <bdi>{word.shown}</bdi>
              </blockquote>
            )}
            <ProofLines proof={word.proof} />
          </li>
        )
      })}
    </ol>
  )
}

const KNOWN_PROOFS = ['note', 'obtained', 'page', 'form', 'userAgent'] as const

function ProofLines({ proof }: Pick<ConsentWord, 'proof'>) {
  const { t } = useTranslation('consent')
  const lines = KNOWN_PROOFS.flatMap((name) => {
    const value = proof[name]
    return typeof value === 'string' && value !== '' ? [{ name, value }] : []
  })
  return lines.map(({ name, value }) => (
    <p key={name} className="break-words">
      <span className="text-ink-soft">{t(`proof.${name}`)}: </span>
      <bdi>{value}</bdi>
    </p>
  ))
}
