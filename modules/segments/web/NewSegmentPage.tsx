import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { readFilterText } from './read-filter.ts'
import { Page } from '#web/shell/page.tsx'
import { useUrlState } from '#web/url-state.ts'
import { useAddSegment } from './data.ts'
import { SegmentEditor } from './SegmentEditor.tsx'

/** A segment that is not kept yet; the address may bring a condition along. */
export function NewSegmentPage() {
  const { t } = useTranslation('segments')
  const [filter] = useUrlState('filter')
  const add = useAddSegment()
  const navigate = useNavigate()
  const condition = readFilterText(filter)
  return (
    <Page title={t('make')} question={t('makeQuestion')} back="/segments">
      <SegmentEditor
        before={condition && { name: '', description: '', condition }}
        failure={add.error}
        isPending={add.isPending}
        onSave={(request) => add.mutate(request, { onSuccess: (id) => void navigate({ to: `/segments/${id}` }) })}
      />
    </Page>
  )
}
