import { normalise } from '#pure/text'

/**
 * True for orders that came to nothing: cancelled, refunded, returned, voided, failed, and those that were never paid for.
 * A bare "pending" is a placed order whose money comes later (cash on delivery), so it stays a purchase; only words that name
 * the missing payment («در انتظار پرداخت», "pending payment", "unpaid") make it none.
 */
export function isCancelled(status: string): boolean {
  const plain = normalise(status).replace(/^wc-/, '').replace(/[_-]+/g, ' ')
  if (plain === '') return false
  return CANCELLED.test(plain) && !NOT_CANCELLED.test(plain)
}

const CANCELLED = new RegExp(
  [
    String.raw`\b(?:cancel(?:l?ed|l?ation)?|refund(?:ed)?|return(?:ed)?|void(?:ed)?|fail(?:ed|ure)?|declined|rejected|expired|abandoned|trash|draft|checkout draft|charge ?back|reversed)\b`,
    String.raw`\b(?:unpaid|not paid|(?:pending|awaiting) payment|payment pending|waiting for payment)\b`,
    'لغو|کنسل|ابطال|باطل|مرجوع|برگشت|بازگشت|عودت|استرداد|مسترد|بازپرداخت|ناموفق|رد شده|منقضی|پیش نویس|پرداخت نشده|نپرداخته|انتظار پرداخت|منتظر پرداخت',
  ].join('|'),
)
/** Part of a returned order is still a purchase; its returned lines come as negative ones. */
const NOT_CANCELLED = /\bpartial(?:ly)?\b|\bnot (?:cancel|refund|return)|\bno (?:refund|return)|لغو نشده|مرجوع نشده|بخشی/
