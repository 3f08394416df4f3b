import { normalise } from '#pure/text'
import type { ColumnRole } from '../api.ts'

/** How strongly a heading speaks for each role: 10 for the very words, less for later synonyms and for words within. */
export function headingRoles(heading: string): ReadonlyMap<ColumnRole, number> {
  const words = headingWords(heading)
  const exact = EXACT.get(compact(words))
  if (exact) return exact
  const found = new Map<ColumnRole, number>()
  if (OTHERS.test(words)) return found
  for (const [pattern, role, score] of WITHIN) if (pattern.test(words) && !found.has(role)) found.set(role, score)
  return found
}

/** A heading as it is compared: 'InvoiceNo.', 'invoice_no' and 'Invoice no' are all 'invoice no'. */
export function headingWords(heading: string): string {
  return normalise(heading.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2'))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** The same without blanks. */
export function compact(words: string): string {
  return words.replaceAll(' ', '')
}

/** The best words for each role first. */
const SYNONYMS: Readonly<Record<ColumnRole, string>> = {
  customerId:
    'customer id, customer number, customer no, customer code, cust id, cust no, client id, client code, buyer id, user id, member id, membership id, account id, account number, customer user id, customer key, contact id, shopper id, household id, cid, customer, client, buyer, user, member, شناسه مشتری, کد مشتری, شماره مشتری, ایدی مشتری, کد اشتراک, شماره اشتراک, کد عضویت, شماره عضویت, شناسه کاربر, کد کاربر, کد کاربری, شناسه کاربری, کد خریدار, شناسه خریدار, کد طرف حساب, کد ملی, مشتری, خریدار',
  customerName:
    'customer name, full name, client name, buyer name, billing name, full name billing, billing full name, customer full name, contact name, recipient name, recipient, ship to name, shipping name, customer, client, buyer, name, user name, last name, billing last name, last name billing, first name, billing first name, first name billing, نام مشتری, نام و نام خانوادگی, نام و نام خانوادگی مشتری, نام کامل, نام خریدار, خریدار, مشتری, نام طرف حساب, طرف حساب, نام گیرنده, گیرنده, تحویل گیرنده, نام خانوادگی, نام کاربر, نام صورتحساب, نام',
  phone:
    'phone, phone number, mobile, mobile number, mobile phone, cell, cell phone, cellphone, telephone, telephone number, tel, contact number, customer phone, customer mobile, billing phone, phone billing, shipping phone, phone shipping, whatsapp, موبایل, شماره موبایل, تلفن همراه, شماره تلفن همراه, همراه, شماره همراه, تلفن, شماره تلفن, شماره تماس, تماس, موبایل مشتری, تلفن مشتری, شماره مشترک, موبایل خریدار, تلفن خریدار, شماره موبایل مشتری, شماره تماس مشتری, شماره موبایل گیرنده, تلفن گیرنده',
  email:
    'email, e mail, email address, mail, customer email, billing email, email billing, contact email, buyer email, user email, ایمیل, پست الکترونیک, پست الکترونیکی, رایانامه, ایمیل مشتری, ایمیل خریدار, نشانی ایمیل, ادرس ایمیل',
  orderNumber:
    'order number, order no, order id, order code, order ref, order reference, order name, order key, order num, order, invoice number, invoice no, invoice id, invoice num, invoice, invoice code, receipt number, receipt no, receipt id, receipt, sales order, sales order number, purchase order, transaction id, transaction number, transaction no, transaction, basket id, bill number, bill no, bill id, bill, document number, document no, voucher no, ticket number, ticket, شماره سفارش, کد سفارش, شناسه سفارش, ایدی سفارش, سفارش, شماره فاکتور, کد فاکتور, شناسه فاکتور, فاکتور, شماره صورتحساب, صورتحساب, شماره خرید, کد خرید, شماره رسید, شماره تراکنش, شناسه تراکنش, شماره سند, شماره حواله, شماره فیش, id',
  date: 'order date, invoice date, purchase date, order created at, created at, date created, created, order placed at, ordered at, order datetime, order date time, order placed, date, datetime, date time, transaction date, sale date, sales date, receipt date, document date, placed at, purchased at, order time, timestamp, created on, creation date, date of purchase, processed at, paid at, payment date, paid date, completed at, completed date, date paid, day, when, تاریخ سفارش, تاریخ ثبت سفارش, تاریخ خرید, تاریخ فاکتور, تاریخ صدور فاکتور, تاریخ ثبت, تاریخ و ساعت, تاریخ و زمان, تاریخ ایجاد, تاریخ فروش, تاریخ صدور, تاریخ, زمان سفارش, زمان ثبت سفارش, زمان ثبت, زمان خرید, تاریخ تراکنش, تاریخ سند, تاریخ پرداخت, زمان ایجاد, زمان پرداخت, زمان',
  time: 'time, order time, invoice time, time of day, purchase time, hour, ساعت, ساعت سفارش, ساعت ثبت, ساعت ثبت سفارش, ساعت خرید, ساعت فاکتور, وقت, زمان, زمان سفارش',
  amount:
    'order total, total, grand total, total amount, order amount, order total amount, order value, order total price, total price, total value, line total, line amount, line price, item total, net total, net amount, amount, amount paid, total paid, paid amount, total cost, net sales, total sales, gross sales, gross amount, gross total, invoice total, invoice amount, invoice value, revenue, sales, sale amount, sales amount, sale price, value, dollar value, dollars, spend, spent, total spent, payment value, payment amount, monetary value, transaction amount, price total, extended price, sum, subtotal, order subtotal, order subtotal amount, مبلغ کل, جمع کل, مبلغ سفارش, مبلغ فاکتور, مبلغ کل سفارش, مبلغ کل فاکتور, مبلغ قابل پرداخت, قابل پرداخت, مبلغ نهایی, قیمت نهایی, مبلغ پرداختی, مبلغ پرداخت شده, پرداخت شده, مبلغ خالص, خالص فاکتور, خالص, مبلغ خرید, مبلغ فروش, جمع سفارش, جمع فاکتور, جمع مبلغ, قیمت کل, بهای کل, مبلغ, جمع, مجموع, کل مبلغ, ارزش سفارش, ارزش کل, ارزش, فروش, مبلغ تراکنش, جمع جزء, جمع ردیف',
  quantity:
    'quantity, qty, order quantity, item quantity, lineitem quantity, line item quantity, quantity ordered, qty ordered, quantity refund, units, unit count, number of units, units sold, pieces, pcs, item count, items count, number of items, items, number of cds, cds, count, تعداد, مقدار, تعداد کالا, تعداد محصول, تعداد سفارش, تعداد اقلام, تعداد خرید, تعداد فروش',
  price:
    'unit price, price per unit, item price, price each, lineitem price, line item price, product price, item cost, unit cost, price, selling price, قیمت واحد, فی, قیمت هر واحد, بهای واحد, فی واحد, مبلغ واحد, قیمت کالا, قیمت محصول, قیمت فروش, قیمت, بها',
  discount:
    'discount amount, discount, discount value, total discount, discounts, lineitem discount, coupon amount, cart discount, cart discount amount, discount total, مبلغ تخفیف, تخفیف, میزان تخفیف, جمع تخفیف, تخفیف کل, تخفیفات',
  productCode:
    'sku, product code, stock code, item code, product id, item id, lineitem sku, product sku, item sku, variant sku, variant id, article, article number, article no, part number, barcode, ean, upc, gtin, asin, isbn, کد کالا, کد محصول, شناسه کالا, شناسه محصول, بارکد, کد جنس, شناسه تنوع, کد قلم',
  productName:
    'product name, item name, lineitem name, product title, product, item, item description, product description, description, title, goods, نام کالا, نام محصول, عنوان کالا, عنوان محصول, شرح کالا, شرح محصول, شرح کالا یا خدمات, کالا, محصول, شرح, عنوان, نام قلم, اقلام, نام جنس, نام خدمت',
  category:
    'category, product category, item category, category name, product type, department, product group, product line, family, product family, collection, item type, دسته, دسته بندی, دسته بندی کالا, دسته بندی محصول, دسته کالا, دسته محصول, گروه کالا, گروه محصول, گروه, نوع کالا, نوع محصول, رده',
  paymentMethod:
    'payment method, payment method title, payment type, payment gateway, gateway, payment, payment mode, paid by, tender type, payment option, روش پرداخت, نحوه پرداخت, نوع پرداخت, شیوه پرداخت, درگاه پرداخت, درگاه, پرداخت',
  shippingMethod:
    'shipping method, shipping method title, delivery method, ship mode, shipping, delivery, shipping type, delivery type, carrier, courier, shipment method, fulfilment method, روش ارسال, نحوه ارسال, شیوه ارسال, نوع ارسال, روش تحویل, نحوه تحویل, نوع تحویل, روش حمل, ارسال',
  channel:
    'channel, sales channel, order source, source, source name, order channel, sale channel, marketplace, platform, referral source, utm source, medium, store, store name, branch, shop, outlet, کانال, کانال فروش, منبع سفارش, منبع, شعبه, فروشگاه, محل فروش, نوع فروش, بستر فروش, مرجع سفارش',
  country:
    'country, country name, billing country, shipping country, country name billing, country code billing, country billing, customer country, ship country, country code, country region, nation, کشور, نام کشور, کشور مشتری',
  status:
    'order status, financial status, status, payment status, order state, state, fulfillment status, transaction status, invoice status, وضعیت سفارش, وضعیت, وضعیت فاکتور, وضعیت پرداخت, حالت سفارش, حالت, وضعیت نهایی, مرحله',
}

const EXACT = new Map<string, Map<ColumnRole, number>>()
for (const [role, synonyms] of entriesOf(SYNONYMS)) {
  synonyms.split(', ').forEach((synonym, rank) => {
    const key = compact(headingWords(synonym))
    const roles = EXACT.get(key) ?? new Map<ColumnRole, number>()
    if (!roles.has(role)) roles.set(role, 10 - rank * 0.04)
    EXACT.set(key, roles)
  })
}

/** Words inside longer headings. */
const WITHIN: readonly (readonly [RegExp, ColumnRole, number])[] = [
  [/\be ?mail\b|ایمیل/, 'email', 6],
  [/\b(?:mobile|phone|telephone|cell)\b|موبایل|تلفن|همراه|شماره تماس/, 'phone', 6],
  [/\b(?:customer|client|buyer|user|member) (?:id|no|number|code|key)\b|(?:کد|شناسه|شماره) (?:مشتری|خریدار|کاربر|مشترک)/, 'customerId', 6],
  [/\b(?:customer|client|buyer|billing|full) (?:full )?name\b|نام (?:مشتری|خریدار|گیرنده)|نام خانوادگی/, 'customerName', 6],
  [
    /\b(?:order|invoice|receipt|transaction) (?:id|no|number|num|code|ref|reference)\b|(?:کد|شناسه|شماره) (?:سفارش|فاکتور|خرید|صورتحساب)/,
    'orderNumber',
    6,
  ],
  [/\b(?:date|datetime|timestamp|created at)\b|تاریخ/, 'date', 5],
  [/\bunit price\b|\bprice\b|قیمت واحد|(?:^| )فی(?: |$)|قیمت/, 'price', 4.5],
  [/\b(?:total|amount|revenue)\b|مبلغ|جمع|مجموع/, 'amount', 4.5],
  [/\b(?:quantity|qty|number of)\b|تعداد/, 'quantity', 5],
  [/\bdiscount\b|تخفیف/, 'discount', 5],
  [/\b(?:sku|stock code|product code|item code)\b|کد (?:کالا|محصول)/, 'productCode', 5],
  [/\b(?:product|item) (?:name|title)\b|(?:نام|عنوان|شرح) (?:کالا|محصول)/, 'productName', 5],
  [/\bcategory\b|دسته/, 'category', 4],
  [/\bpayment (?:method|type)\b|(?:روش|نحوه|نوع|شیوه) پرداخت/, 'paymentMethod', 5],
  [/\b(?:shipping|delivery) (?:method|type)\b|(?:روش|نحوه|نوع|شیوه) (?:ارسال|تحویل)/, 'shippingMethod', 5],
  [/\bcountry\b|کشور/, 'country', 4],
  [/\bstatus\b|وضعیت/, 'status', 4],
]
/** What only sounds like one of ours. */
const OTHERS =
  /\b(?:tax|vat|taxes|refunded|shipping (?:cost|amount|price|total|fee|date)|delivery (?:date|cost|fee)|fee|birth|balance|weight|cost of|postcode|zip|outstanding|points?|modified|updated|cancelled at|fulfilled at|due date)\b|مالیات|ارزش افزوده|هزینه ارسال|هزینه حمل|کرایه|تاریخ (?:تولد|تحویل|ارسال|انقضا|سررسید)|تولد|مانده|امتیاز|وزن|ردیف|کد پستی/

function entriesOf(synonyms: Readonly<Record<ColumnRole, string>>): [ColumnRole, string][] {
  const entries: [ColumnRole, string][] = []
  let role: ColumnRole
  for (role in synonyms) entries.push([role, synonyms[role]])
  return entries
}
