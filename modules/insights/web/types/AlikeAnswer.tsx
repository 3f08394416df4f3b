import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import type { PersonalAnswers } from '../../types/api.ts'
import { TYPES } from '../../types/domain-types.ts'
import { Answer } from './Answer.tsx'

/** What usually brings back people like this one. */
export function AlikeAnswer({ answers: { alike } }: { readonly answers: PersonalAnswers }) {
  const { t } = useTranslation('insights-types')
  const format = useFormat()
  const label = t('answers.alike')
  if (alike === null) return <Answer label={label} value="–" why={<p>{t('answers.alikeNone')}</p>} />
  const { by, name, customers, returned, purchases, medianDays, product, category, discounted } = alike
  const type = TYPES.find((each) => each === name)
  const share = (count: number) => format.percent(count / purchases, 0)
  const days = Math.round(medianDays ?? 0)
  return (
    <Answer
      label={label}
      value={t(`answers.alikeBy.${by}`, { name: by === 'type' && type ? t(`types.${type}`) : name })}
      hint={
        <span className="grid gap-1">
          <span>{days === 0 ? t('answers.alikeSame') : t('answers.alikeDays', { count: days })}</span>
          {product && <span dir="auto">{t('answers.alikeProduct', { name: product.name, share: share(product.purchases) })}</span>}
          {category && <span dir="auto">{t('answers.alikeCategory', { name: category.name, share: share(category.purchases) })}</span>}
          {discounted !== null && <span>{t('answers.alikeDiscount', { share: format.percent(discounted, 0) })}</span>}
        </span>
      }
      why={
        <>
          <p>
            {t('answers.alikeWhy', {
              customers: format.number(customers),
              returned: format.number(returned),
              purchases: format.number(purchases),
            })}
          </p>
          <p>{t(by === 'type' ? 'answers.alikeWhyType' : 'answers.alikeWhyFirst')}</p>
          {discounted === null && <p>{t('answers.alikeDiscountUnknown')}</p>}
          <p>{t('answers.alikeLatest')}</p>
        </>
      }
    />
  )
}
