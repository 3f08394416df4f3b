/** Words for what shops bill beside goods, in Persian and English. */
const WORDS =
  /\b(?:postage|carriage|shipping|delivery|freight|handling|commission|bank charges?|fee|manual|adjust(?:ment)?|discount|samples?|voucher|gift card|deposit)\b|هزینه|کرایه|ارسال|پست|پیک|کارمزد|کمیسیون|تخفیف|بیعانه|مالیات|عوارض/iu

/** Whether a code of the catalogue looks like a service rather than goods: a code without any digit, as goods hardly have, with words as those above. */
export function looksLikeService(code: string | null, name: string): boolean {
  if (code !== null && /\d{3}/.test(code)) return false
  return WORDS.test(code ?? '') || WORDS.test(name)
}
