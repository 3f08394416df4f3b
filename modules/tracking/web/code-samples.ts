import type { SourceResponse } from '../api.ts'

/** What code of a shop needs to know. */
export interface CodeFor {
  readonly host: string
  readonly writeKey: string
  readonly source: Pick<SourceResponse, 'kind' | 'needsConsent'>
}

/** Keeps calls in a list until the script is there. */
const STUB =
  "(function(w,n){var b=w.bazgasht=w.bazgasht||[];n.split(' ').forEach(function(f){b[f]=function(){b.push([f].concat([].slice.call(arguments)))}})})" +
  "(window,'page track identify group consent reset cartUpdated productAdded productRemoved orderCompleted')"

/** Code to copy, by where it belongs. */
export function codeSamples({ host, writeKey: key, source }: CodeFor): Readonly<Record<'snippet' | 'browser' | 'node' | 'curl', string>> {
  const consent = source.needsConsent ? ' data-consent="required"' : ''
  return {
    snippet: `<script>${STUB}</script>\n<script async src="${host}/bazgasht.js" data-key="${key}"${consent}></script>`,
    browser: [
      "import { AnalyticsBrowser } from '@segment/analytics-next'",
      '',
      `const analytics = AnalyticsBrowser.load({ writeKey: '${key}', cdnURL: '${host}' })`,
      "analytics.track('Product Viewed', { product_id: '42' })",
    ].join('\n'),
    node: [
      "import { Analytics } from '@segment/analytics-node'",
      '',
      `const analytics = new Analytics({ writeKey: '${key}', host: '${host}' })`,
      "analytics.track({ userId: '1042', event: 'Order Completed', properties: { order_id: '7', total: 120, products: [] } })",
    ].join('\n'),
    curl: [
      `curl ${host}/v1/track -u '${key}:' -H 'content-type: application/json' \\`,
      `  -d '{ "userId": "1042", "event": "Product Viewed", "properties": { "product_id": "42" } }'`,
    ].join('\n'),
  }
}
