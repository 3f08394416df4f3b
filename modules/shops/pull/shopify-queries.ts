/** Part of every address; each version answers for a year, and its successor afterwards. */
export const API_VERSION = '2026-07'

const ADDRESS = '{ firstName lastName name company city countryCodeV2 phone }'
const MONEY = '{ shopMoney { amount currencyCode } }'
const LINE = `{ sku title variantTitle quantity originalUnitPriceSet ${MONEY} discountAllocations { allocatedAmountSet ${MONEY} } }`
const CUSTOMER = `{
  id firstName lastName verifiedEmail tags createdAt updatedAt
  defaultEmailAddress { emailAddress marketingState marketingOptInLevel marketingUpdatedAt }
  defaultPhoneNumber { phoneNumber marketingState marketingOptInLevel marketingUpdatedAt }
  defaultAddress ${ADDRESS}
}`
const ORDER = `{
  id name test email phone createdAt updatedAt processedAt cancelledAt currencyCode
  totalPriceSet ${MONEY} totalDiscountsSet ${MONEY} totalTaxSet ${MONEY} totalShippingPriceSet ${MONEY}
  displayFinancialStatus displayFulfillmentStatus sourceName customerLocale paymentGatewayNames discountCodes
  customer ${CUSTOMER} billingAddress ${ADDRESS} shippingAddress ${ADDRESS} shippingLine { title }
  lineItems(first: 50) { nodes ${LINE} pageInfo { hasNextPage endCursor } }
  refunds(first: 10) { id createdAt note totalRefundedSet ${MONEY} refundLineItems(first: 20) { nodes { quantity subtotalSet ${MONEY} lineItem ${LINE} } } }
  fulfillments(first: 10) { status displayStatus createdAt updatedAt }
}`
const PRODUCT = '{ id title productType updatedAt variants(first: 50) { nodes { title sku price } } }'

/** Asks for a page of things, oldest first. */
export const PAGES = {
  products: paged('products', 'sortKey: CREATED_AT', PRODUCT),
  customers: paged('customers', 'sortKey: CREATED_AT', CUSTOMER),
  orders: paged('orders', 'sortKey: CREATED_AT', ORDER),
} as const

/** How many there are. */
export const COUNTS = {
  products: 'query { count: productsCount(limit: null) { count } }',
  customers: 'query { count: customersCount(limit: null) { count } }',
  orders: 'query { count: ordersCount(limit: null) { count } }',
} as const

/** The lines of an order that did not fit its page. */
export const MORE_LINES = `query ($id: ID!, $after: String) {
  order(id: $id) { lineItems(first: 250, after: $after) { nodes ${LINE} pageInfo { hasNextPage endCursor } } }
}`

export const SHOP = 'query { shop { currencyCode } ordersCount(limit: 1) { count } }'

export const MAKE_HOOK = `mutation ($topic: WebhookSubscriptionTopic!, $webhookSubscription: WebhookSubscriptionInput!) {
  webhookSubscriptionCreate(topic: $topic, webhookSubscription: $webhookSubscription) {
    webhookSubscription { id } userErrors { message }
  }
}`

export const HOOKS = 'query { webhookSubscriptions(first: 100) { nodes { id topic uri } } }'

export const DROP_HOOK = 'mutation ($id: ID!) { webhookSubscriptionDelete(id: $id) { deletedWebhookSubscriptionId } }'

function paged(name: string, order: string, node: string): string {
  return `query ($first: Int!, $after: String, $query: String) {
    page: ${name}(first: $first, after: $after, query: $query, ${order}) { nodes ${node} pageInfo { hasNextPage endCursor } }
  }`
}
