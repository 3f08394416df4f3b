import 'i18next'
import type customers from '../modules/customers/web/en.json' with { type: 'json' }
import type imports from '../modules/imports/web/en.json' with { type: 'json' }
import type insights from '../modules/insights/web/en.json' with { type: 'json' }
import type orders from '../modules/orders/web/en.json' with { type: 'json' }
import type workspaces from '../modules/workspaces/web/en.json' with { type: 'json' }
import type web from './en.json' with { type: 'json' }

// Makes t('…') refuse keys that no message file has. English is the yardstick; the check of messages holds Persian to the same keys.
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'web'
    returnNull: false
    resources: {
      web: typeof web
      workspaces: typeof workspaces
      customers: typeof customers
      orders: typeof orders
      imports: typeof imports
      insights: typeof insights
    }
  }
}
