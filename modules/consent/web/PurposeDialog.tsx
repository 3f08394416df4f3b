import { useState } from 'react'
import { CheckboxGroup, Label } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Checkbox } from '#web/ui/checkbox.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Form } from '#web/ui/form.tsx'
import { SaveButton } from '#web/ui/save-button.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import { toast } from '#web/ui/toast.tsx'
import { CHANNELS, type Channel, type PurposeRow } from '../api.ts'
import { useSavePurpose } from './data.ts'

interface PurposeDialogProps {
  /** Null makes a new one. */
  readonly purpose: PurposeRow | null
  readonly onClose: () => void
}

const EMPTY: PurposeRow = {
  key: '',
  name: { fa: '', en: '' },
  text: { fa: '', en: '' },
  confirmedOn: [],
  isArchived: false,
  textVersion: 0,
  isBuiltIn: false,
}

/** Names and texts of a purpose in both languages, with the text as people will read it. */
export function PurposeDialog({ purpose, onClose }: PurposeDialogProps) {
  const { t } = useTranslation(['consent', 'web'])
  const save = useSavePurpose()
  const [draft, setDraft] = useState(purpose ?? EMPTY)
  const put = (part: Partial<PurposeRow>) => setDraft((before) => ({ ...before, ...part }))
  const submit = () =>
    save.mutate(draft, {
      onSuccess: () => {
        toast({ text: t('settings.saved'), tone: 'good' })
        onClose()
      },
    })
  return (
    <Dialog isOpen wide onOpenChange={onClose} title={purpose ? t('settings.edit_title') : t('settings.add')}>
      <Form onSubmit={submit} failure={save.error} actions={<SaveButton isPending={save.isPending} />}>
        {!purpose && (
          <TextField
            label={t('settings.key')}
            hint={t('settings.key_hint')}
            ltr
            isRequired
            pattern="[a-z][a-z0-9_]{1,39}"
            value={draft.key}
            onChange={(key) => put({ key })}
          />
        )}
        {(['fa', 'en'] as const).map((language) => (
          <div key={language} className="grid gap-3">
            <TextField
              label={t(`settings.name_${language}`)}
              isRequired
              maxLength={80}
              value={draft.name[language]}
              onChange={(name) => put({ name: { ...draft.name, [language]: name } })}
            />
            <TextField
              label={t(`settings.text_${language}`)}
              hint={t('settings.text_hint')}
              isRequired
              maxLength={1000}
              rows={3}
              value={draft.text[language]}
              onChange={(text) => put({ text: { ...draft.text, [language]: text } })}
            />
            <Preview language={language} draft={draft} />
          </div>
        ))}
        <CheckboxGroup value={draft.confirmedOn} onChange={(on) => put({ confirmedOn: CHANNELS.filter((each) => on.includes(each)) })}>
          <Label className="font-medium">{t('settings.confirm')}</Label>
          <p className="mb-2 text-sm text-ink-soft">{t('settings.confirm_hint')}</p>
          <div className="flex flex-wrap gap-x-6 gap-y-2">
            {CHANNELS.map((channel: Channel) => (
              <Checkbox key={channel} value={channel}>
                {t(`channel.${channel}`)}
              </Checkbox>
            ))}
          </div>
        </CheckboxGroup>
        {draft.key !== 'service' && purpose && (
          <Checkbox isSelected={draft.isArchived} onChange={(isArchived) => put({ isArchived })}>
            {t('settings.archive')}
          </Checkbox>
        )}
      </Form>
    </Dialog>
  )
}

/** The purpose as it stands on a customer's own page. */
function Preview({ language, draft }: { readonly language: 'fa' | 'en'; readonly draft: PurposeRow }) {
  const { t } = useTranslation('consent')
  if (!draft.text[language]) return null
  return (
    <figure lang={language} dir={language === 'fa' ? 'rtl' : 'ltr'} className="rounded border border-line bg-sunken p-3 text-sm">
      <figcaption className="text-xs text-ink-soft">{t('settings.preview')}</figcaption>
      <p className="font-medium">{draft.name[language]}</p>
      <p>{draft.text[language]}</p>
    </figure>
  )
}
