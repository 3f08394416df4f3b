import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Form } from '#web/ui/form.tsx'
import { RadioGroup } from '#web/ui/radio-group.tsx'
import { SaveButton } from '#web/ui/save-button.tsx'
import { Switch } from '#web/ui/switch.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import type { NewSource, SourceResponse } from '../api.ts'

interface SourceFormProps {
  /** Null adds one. */
  readonly source: SourceResponse | null
  readonly isOpen: boolean
  readonly isPending: boolean
  readonly failure: Error | null
  readonly onSave: (source: NewSource) => void
  readonly onClose: () => void
}

/** Asks what a source is. */
export function SourceForm({ source, isOpen, isPending, failure, onSave, onClose }: SourceFormProps) {
  const { t } = useTranslation(['tracking', 'web'])
  const [name, setName] = useState(source?.name ?? '')
  const [kind, setKind] = useState<'browser' | 'server'>(source?.kind ?? 'browser')
  const [idSpace, setIdSpace] = useState(source?.idSpace ?? '')
  const [origins, setOrigins] = useState(source?.allowedOrigins.join('\n') ?? '')
  const [needsConsent, setNeedsConsent] = useState(source?.needsConsent ?? true)
  const allowedOrigins = origins.split(/\s+/).filter((each) => each !== '')
  return (
    <Dialog isOpen={isOpen} onOpenChange={(open) => !open && onClose()} title={source ? t('form.change') : t('form.add')} wide>
      <Form
        onSubmit={() => onSave({ name, kind, idSpace, allowedOrigins, needsConsent })}
        failure={failure}
        actions={
          <>
            <Button onPress={onClose}>{t('web:actions.cancel')}</Button>
            <SaveButton isPending={isPending} />
          </>
        }
      >
        <TextField label={t('form.name')} hint={t('form.nameHint')} value={name} onChange={setName} isRequired />
        {!source && (
          <RadioGroup
            label={t('form.kind')}
            value={kind}
            onChange={setKind}
            options={[
              { id: 'browser', label: t('kind.browser'), hint: t('kindHint.browser') },
              { id: 'server', label: t('kind.server'), hint: t('kindHint.server') },
            ]}
          />
        )}
        {kind === 'browser' && (
          <>
            <TextField
              label={t('form.origins')}
              hint={t('form.originsHint')}
              value={origins}
              onChange={setOrigins}
              rows={3}
              ltr
              placeholder="https://shop.example"
            />
            <Switch isSelected={needsConsent} onChange={setNeedsConsent}>
              {t('form.needsConsent')}
            </Switch>
          </>
        )}
        {!source && <TextField label={t('form.idSpace')} hint={t('form.idSpaceHint')} value={idSpace} onChange={setIdSpace} ltr />}
      </Form>
    </Dialog>
  )
}
