import * as z from 'zod'

/**
 * Shopify's GraphQL interface shows the same things as its webhooks under other names. They are turned into what a webhook would say, so that both
 * are read by one reader.
 */
export function asWebhook(stage: 'products' | 'customers' | 'orders', node: unknown): unknown {
  if (stage === 'orders') return orderOf(Order.safeParse(node).data)
  if (stage === 'customers') return customerOf(Customer.safeParse(node).data)
  return productOf(Product.safeParse(node).data)
}

/** 'gid://shopify/Order/815' is 815. */
export function plainId(gid: string): string {
  return gid.split('/').at(-1) ?? gid
}

const Maybe = z.string().nullish()
const Money = z.object({ shopMoney: z.object({ amount: z.string(), currencyCode: z.string() }) }).nullish()
const nodesOf = <T extends z.ZodType>(node: T) => z.object({ nodes: z.array(node) }).nullish()

const Address = z
  .object({ firstName: Maybe, lastName: Maybe, name: Maybe, company: Maybe, city: Maybe, countryCodeV2: Maybe, phone: Maybe })
  .nullish()

const Customer = z.object({
  id: z.string(),
  firstName: Maybe,
  lastName: Maybe,
  defaultEmailAddress: z
    .object({ emailAddress: Maybe, marketingState: Maybe, marketingOptInLevel: Maybe, marketingUpdatedAt: Maybe })
    .nullish(),
  defaultPhoneNumber: z
    .object({ phoneNumber: Maybe, marketingState: Maybe, marketingOptInLevel: Maybe, marketingUpdatedAt: Maybe })
    .nullish(),
  verifiedEmail: z.boolean().nullish(),
  tags: z.array(z.string()).nullish(),
  createdAt: Maybe,
  updatedAt: Maybe,
  defaultAddress: Address,
})
type Customer = z.output<typeof Customer>

const LineItem = z.object({
  sku: Maybe,
  title: Maybe,
  variantTitle: Maybe,
  quantity: z.number(),
  originalUnitPriceSet: Money,
  discountAllocations: z.array(z.object({ allocatedAmountSet: Money })).nullish(),
})

const Refund = z.object({
  id: z.string(),
  createdAt: Maybe,
  note: Maybe,
  totalRefundedSet: Money,
  refundLineItems: nodesOf(z.object({ quantity: z.number(), subtotalSet: Money, lineItem: LineItem.nullish() })),
})

const Order = z.object({
  id: z.string(),
  name: z.string(),
  test: z.boolean().nullish(),
  email: Maybe,
  phone: Maybe,
  createdAt: Maybe,
  updatedAt: Maybe,
  processedAt: Maybe,
  cancelledAt: Maybe,
  currencyCode: z.string(),
  totalPriceSet: Money,
  totalDiscountsSet: Money,
  totalTaxSet: Money,
  totalShippingPriceSet: Money,
  displayFinancialStatus: Maybe,
  displayFulfillmentStatus: Maybe,
  sourceName: Maybe,
  customerLocale: Maybe,
  paymentGatewayNames: z.array(z.string()).nullish(),
  discountCodes: z.array(z.string()).nullish(),
  customer: Customer.nullish(),
  billingAddress: Address,
  shippingAddress: Address,
  shippingLine: z.object({ title: Maybe }).nullish(),
  lineItems: nodesOf(LineItem),
  refunds: z.array(Refund).nullish(),
  fulfillments: z.array(z.object({ status: Maybe, displayStatus: Maybe, createdAt: Maybe, updatedAt: Maybe })).nullish(),
})

const Product = z.object({
  id: z.string(),
  title: Maybe,
  productType: Maybe,
  updatedAt: Maybe,
  variants: nodesOf(z.object({ title: Maybe, sku: Maybe, price: Maybe })),
})

function orderOf(order: z.output<typeof Order> | undefined): unknown {
  if (!order) return null
  const amount = (money: z.output<typeof Money>) => money?.shopMoney.amount ?? null
  const lines = (items: readonly z.output<typeof LineItem>[]) =>
    items.map((item) => ({
      sku: item.sku,
      title: item.title,
      variant_title: item.variantTitle,
      quantity: item.quantity,
      price: amount(item.originalUnitPriceSet),
      discount_allocations: (item.discountAllocations ?? []).map(({ allocatedAmountSet }) => ({ amount: amount(allocatedAmountSet) })),
    }))
  return {
    id: plainId(order.id),
    name: order.name,
    test: order.test,
    email: order.email,
    phone: order.phone,
    created_at: order.createdAt,
    updated_at: order.updatedAt,
    processed_at: order.processedAt,
    cancelled_at: order.cancelledAt,
    currency: order.currencyCode,
    total_price: amount(order.totalPriceSet),
    total_discounts: amount(order.totalDiscountsSet),
    total_tax: amount(order.totalTaxSet),
    total_shipping_price_set: { shop_money: { amount: amount(order.totalShippingPriceSet) } },
    financial_status: order.displayFinancialStatus?.toLowerCase(),
    fulfillment_status: order.displayFulfillmentStatus === 'UNFULFILLED' ? null : order.displayFulfillmentStatus?.toLowerCase(),
    source_name: order.sourceName,
    customer_locale: order.customerLocale,
    payment_gateway_names: order.paymentGatewayNames,
    discount_codes: (order.discountCodes ?? []).map((code) => ({ code })),
    customer: order.customer ? customerOf(order.customer) : null,
    billing_address: addressOf(order.billingAddress),
    shipping_address: addressOf(order.shippingAddress),
    shipping_lines: order.shippingLine ? [order.shippingLine] : [],
    line_items: lines(order.lineItems?.nodes ?? []),
    refunds: (order.refunds ?? []).map((refund) => ({
      id: plainId(refund.id),
      created_at: refund.createdAt,
      note: refund.note,
      transactions: [{ kind: 'refund', status: 'success', amount: amount(refund.totalRefundedSet) }],
      refund_line_items: (refund.refundLineItems?.nodes ?? []).map((line) => ({
        quantity: line.quantity,
        subtotal: amount(line.subtotalSet),
        line_item: line.lineItem ? lines([line.lineItem])[0] : null,
      })),
    })),
    fulfillments: (order.fulfillments ?? []).map((sent) => ({
      status: sent.status?.toLowerCase(),
      shipment_status: sent.displayStatus?.toLowerCase(),
      created_at: sent.createdAt,
      updated_at: sent.updatedAt,
    })),
  }
}

function customerOf(customer: Customer | undefined): unknown {
  if (!customer) return null
  const consentOf = (asked: Customer['defaultEmailAddress'] | Customer['defaultPhoneNumber']) =>
    asked && {
      state: asked.marketingState?.toLowerCase(),
      opt_in_level: asked.marketingOptInLevel?.toLowerCase(),
      consent_updated_at: asked.marketingUpdatedAt,
    }
  return {
    id: plainId(customer.id),
    email: customer.defaultEmailAddress?.emailAddress,
    phone: customer.defaultPhoneNumber?.phoneNumber,
    first_name: customer.firstName,
    last_name: customer.lastName,
    verified_email: customer.verifiedEmail,
    tags: (customer.tags ?? []).join(', '),
    created_at: customer.createdAt,
    updated_at: customer.updatedAt,
    default_address: addressOf(customer.defaultAddress),
    email_marketing_consent: consentOf(customer.defaultEmailAddress),
    sms_marketing_consent: consentOf(customer.defaultPhoneNumber),
  }
}

function addressOf(address: z.output<typeof Address>): unknown {
  return (
    address && {
      first_name: address.firstName,
      last_name: address.lastName,
      name: address.name,
      company: address.company,
      city: address.city,
      country_code: address.countryCodeV2,
      phone: address.phone,
    }
  )
}

function productOf(product: z.output<typeof Product> | undefined): unknown {
  if (!product) return null
  const { title, productType, updatedAt, variants } = product
  return { id: plainId(product.id), title, product_type: productType, updated_at: updatedAt, variants: variants?.nodes ?? [] }
}
