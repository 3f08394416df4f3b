import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useCan } from '#web/session.tsx'
import { Button } from '#web/ui/button.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { toast } from '#web/ui/toast.tsx'
import { useUrlValues } from '#web/url-state.ts'
import type { Condition } from '../api.ts'
import { useSaveSegment, useSegment } from './data-list.ts'

/** Says that the list is a segment, and lets its rule be changed with the filters of the list. */
export function SegmentNotice({ id, condition }: { readonly id: string; readonly condition: Condition | null }) {
  const { t } = useTranslation('customers')
  const can = useCan()
  const [, setValues] = useUrlValues()
  const { data: segment } = useSegment(id)
  const save = useSaveSegment()
  if (!segment) return null
  const isChanged = JSON.stringify(condition) !== JSON.stringify(segment.condition)
  const keep = () => {
    if (!condition) return
    save.mutate(
      { ...segment, id, condition },
      {
        onSuccess: () => toast({ text: t('segment.changed', { name: segment.name }) }),
        onError: (error) => toast({ text: failureText(error), tone: 'bad' }),
      },
    )
  }
  return (
    <Notice
      title={t('segment.title', { name: segment.name })}
      action={
        <span className="flex flex-wrap justify-end gap-2">
          {isChanged && condition && can('segments:write') && (
            <Button size="sm" look="primary" isPending={save.isPending} onPress={keep}>
              {t('segment.keep')}
            </Button>
          )}
          {isChanged && (
            <Button size="sm" onPress={() => setValues({ filter: JSON.stringify(segment.condition) })}>
              {t('segment.reset')}
            </Button>
          )}
          <Button size="sm" look="quiet" onPress={() => setValues({ segment: undefined })}>
            {t('segment.leave')}
          </Button>
        </span>
      }
    >
      {isChanged ? t('segment.isChanged') : segment.description || t('segment.hint')}
    </Notice>
  )
}
