import { Link } from 'react-aria-components'
import { useTranslation } from 'react-i18next'

/** What a message of any shop looks like, ready to be tried in a terminal. */
export function PlainExample({ url }: { readonly url: string }) {
  const { t } = useTranslation('shops')
  const now = new Date().toISOString()
  return (
    <div className="grid gap-2">
      <h3 className="font-semibold">{t('steps.example')}</h3>
      <pre dir="ltr" tabIndex={0} className="overflow-x-auto rounded border border-line bg-sunken p-4 text-start text-sm">
        {exampleOf(url, now)}
      </pre>
      <p className="text-sm">
        <Link
          href="/api/shops/message-schema"
          target="_blank"
          rel="noopener noreferrer"
          className="text-accent underline underline-offset-4"
        >
          {t('steps.schema')}
        </Link>
      </p>
    </div>
  )
}

function exampleOf(url: string, now: string): string {
  const body = JSON.stringify({
    type: 'order',
    at: now,
    customer: { id: 'C-77', name: 'Reza Ahmadi', phone: '09121112233' },
    order: { number: '10421', orderedAt: now, currency: 'IRT', total: '485000', state: 'paid' },
  })
  return [
    "SECRET='whsec_…'",
    `BODY='${body}'`,
    'T=$(date +%s)',
    'SIGN=$(printf "%s" "$T.$BODY" | openssl dgst -sha256 -hmac "$SECRET" -hex | sed "s/.* //")',
    `curl -i ${url} \\`,
    '  -H "Content-Type: application/json" \\',
    '  -H "X-Bazgasht-Signature: t=$T,v1=$SIGN" \\',
    '  --data-raw "$BODY"',
  ].join('\n')
}
