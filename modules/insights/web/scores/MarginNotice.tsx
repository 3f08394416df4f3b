import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import type { MarginUsed } from '../../scores/api.ts'

/** Says that values rest on an assumed margin, where they do. */
export function MarginNotice({ margin, isShown }: { readonly margin: MarginUsed; readonly isShown: boolean }) {
  const { t } = useTranslation('insights-scores')
  const format = useFormat()
  if (!isShown || margin.source !== 'assumed') return null
  return (
    <Notice tone="warn" action={<TextLink href="/settings/insights">{t('margin.set')}</TextLink>}>
      {t('margin.assumed', { margin: format.percent(margin.share, 0) })}
    </Notice>
  )
}
