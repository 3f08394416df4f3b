import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerPartProps } from '#web/customer-parts.ts'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { Section } from '#web/ui/section.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import { toast } from '#web/ui/toast.tsx'
import { useUrlValues } from '#web/url-state.ts'
import type { MergeRow, Suggestion } from '../api-identity.ts'
import { customerTitle } from './customer-title.ts'
import { useDismissal, useMerges, useSuggestions, useUndoMerge } from './data-duplicates.ts'
import { EvidenceTags } from './EvidenceTags.tsx'
import { MergeDialog } from './MergeDialog.tsx'

/** Who else this customer may be, and whom they were merged with. Opens the dialog that an address with `merge=<id>` asks for. */
export function CustomerMerges({ customerId }: CustomerPartProps) {
  const { t } = useTranslation('customers')
  const mayMerge = useCan()('customers:merge')
  const [{ merge }, setValues] = useUrlValues()
  const suggestions = useSuggestions(customerId).data?.pages.flatMap(({ rows }) => rows) ?? []
  const merges = useMerges(customerId)
  const rows = (merges.data?.rows ?? []).filter(({ undoneAt, absorbed }) => undoneAt === null && !absorbed.isVisitor)
  const visitors = (merges.data?.rows ?? []).filter(({ undoneAt, absorbed }) => undoneAt === null && absorbed.isVisitor)
  const isEmpty = suggestions.length === 0 && rows.length === 0 && visitors.length === 0
  return (
    <>
      {!isEmpty && (
        <Section title={t('same.section')}>
          <ul className="flex flex-col gap-4">
            {suggestions.map((suggestion) => (
              <li key={suggestion.id}>
                <MayBe customerId={customerId} suggestion={suggestion} mayMerge={mayMerge} onMerge={(id) => setValues({ merge: id })} />
              </li>
            ))}
            {rows.map((row) => (
              <li key={row.id}>
                <Merged row={row} mayMerge={mayMerge} />
              </li>
            ))}
          </ul>
          {visitors.length > 0 && <p className="mt-3 text-sm text-ink-soft">{t('same.visitors', { count: visitors.length })}</p>}
        </Section>
      )}
      {mayMerge && merge && merge !== customerId && (
        <MergeDialog survivorId={customerId} absorbedId={merge} onClose={() => setValues({ merge: undefined })} />
      )}
    </>
  )
}

interface MayBeProps {
  readonly customerId: string
  readonly suggestion: Suggestion
  readonly mayMerge: boolean
  readonly onMerge: (otherId: string) => void
}

function MayBe({ customerId, suggestion, mayMerge, onMerge }: MayBeProps) {
  const { t } = useTranslation('customers')
  const dismissal = useDismissal()
  const other = suggestion.one.id === customerId ? suggestion.other : suggestion.one
  return (
    <div className="flex flex-col items-start gap-2">
      <p>
        {t('same.mayBe')}{' '}
        <TextLink href={`/customers/${other.id}`}>
          <bdi>{customerTitle(other, t)}</bdi>
        </TextLink>
      </p>
      <EvidenceTags evidence={suggestion.evidence} />
      {mayMerge && (
        <div className="flex flex-wrap gap-2">
          <Button size="sm" onPress={() => onMerge(other.id)}>
            {t('same.merge')}
          </Button>
          <Button
            size="sm"
            look="quiet"
            onPress={() => dismissal.mutate(suggestion.id, { onError: (error) => toast({ text: failureText(error), tone: 'bad' }) })}
          >
            {t('same.dismiss')}
          </Button>
        </div>
      )}
    </div>
  )
}

function Merged({ row, mayMerge }: { readonly row: MergeRow; readonly mayMerge: boolean }) {
  const { t } = useTranslation('customers')
  const format = useFormat()
  const [isAsking, setAsking] = useState(false)
  const name = row.absorbed.name ?? t('nameless')
  return (
    <div className="flex flex-col items-start gap-1">
      <p>
        {t('same.wasMerged')} <bdi>{name}</bdi>
      </p>
      <p className="text-sm text-ink-soft">
        {t(`same.reason.${row.reason}`)} · {row.by && <bdi>{row.by} · </bdi>}
        {format.instantDay(row.at)}
      </p>
      {mayMerge && row.mayUndo && (
        <Button size="sm" icon={<Icon of={Undo2} mirrored />} onPress={() => setAsking(true)}>
          {t('same.split')}
        </Button>
      )}
      {isAsking && <UndoMergeDialog mergeId={row.id} name={name} onClose={() => setAsking(false)} />}
    </div>
  )
}

interface UndoMergeDialogProps {
  readonly mergeId: string
  readonly name: string
  readonly onClose: () => void
}

/** Asks before a merge is taken back. */
function UndoMergeDialog({ mergeId, name, onClose }: UndoMergeDialogProps) {
  const { t } = useTranslation(['customers', 'web'])
  const undo = useUndoMerge()
  const submit = () => undo.mutate(mergeId, { onSuccess: onClose })
  return (
    <Dialog
      isOpen
      isAlert
      onOpenChange={onClose}
      title={t('same.splitTitle')}
      actions={
        <>
          <Button onPress={onClose}>{t('web:actions.cancel')}</Button>
          <Button look="danger" isPending={undo.isPending} onPress={submit}>
            {t('same.split')}
          </Button>
        </>
      }
    >
      {undo.isError && <ErrorState text={failureText(undo.error)} />}
      <p>{t('same.splitText', { name })}</p>
    </Dialog>
  )
}
