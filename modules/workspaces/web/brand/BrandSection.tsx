import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readableOn, textOn } from '#pure/colour'
import { failureText } from '#web/failure.ts'
import { useCan, useSession } from '#web/session.tsx'
import { handleIn, inShop } from '#web/shop-address.ts'
import { Button } from '#web/ui/button.tsx'
import { FileDrop } from '#web/ui/file-drop.tsx'
import { Form } from '#web/ui/form.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { SaveButton } from '#web/ui/save-button.tsx'
import { Section } from '#web/ui/section.tsx'
import { Switch } from '#web/ui/switch.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import { toast } from '#web/ui/toast.tsx'
import { useSaveSettings } from '../data.ts'
import { useSaveLogo } from './data.ts'

/** The grounds of public pages, in light and in dark. */
const GROUNDS = { light: '#f7f8f7', dark: '#1a2325' } as const
const OURS = '#0c7a80'
const LOGO_BYTES = 512_000

/** The word in addresses, the logo and the colour of a shop. */
export function BrandSection() {
  const { t } = useTranslation('workspaces-brand')
  return (
    <Section title={t('title')} text={t('text')}>
      <div className="flex flex-col gap-8">
        <LooksForm />
        <Logo />
      </div>
    </Section>
  )
}

function LooksForm() {
  const { t } = useTranslation('workspaces-brand')
  const mayChange = useCan()('workspaces:configure')
  const { workspace } = useSession()
  const [handle, setHandle] = useState(workspace.handle)
  const [accent, setAccent] = useState(workspace.accent)
  const save = useSaveSettings()
  const submit = () => {
    const { id: _, ...saved } = workspace
    save.mutate(
      { ...saved, handle, accent },
      {
        onSuccess: () => {
          toast({ text: t('saved'), tone: 'good' })
          if (handleIn(location.pathname) !== null && handle !== workspace.handle) location.replace(inShop(handle, '/settings'))
        },
      },
    )
  }
  return (
    <Form onSubmit={submit} failure={save.error} actions={mayChange && <SaveButton isPending={save.isPending} />}>
      <TextField
        label={t('handle')}
        hint={t('handle_hint', { address: `\u2068${location.host}${inShop(handle, '/')}\u2069` })}
        ltr
        isRequired
        pattern="[a-z][a-z0-9]*(-[a-z0-9]+)*"
        minLength={2}
        maxLength={40}
        isDisabled={!mayChange}
        value={handle}
        onChange={(text) => setHandle(text.toLowerCase())}
      />
      <Switch isSelected={accent !== null} isDisabled={!mayChange} onChange={(isOn) => setAccent(isOn ? OURS : null)}>
        {t('own_colour')}
      </Switch>
      {accent !== null && <Colour value={accent} onChange={setAccent} isDisabled={!mayChange} />}
    </Form>
  )
}

interface ColourProps {
  readonly value: string
  readonly onChange: (colour: string) => void
  readonly isDisabled: boolean
}

function Colour({ value, onChange, isDisabled }: ColourProps) {
  const { t } = useTranslation('workspaces-brand')
  const id = useId()
  const light = readableOn(value, GROUNDS.light)
  const dark = readableOn(value, GROUNDS.dark)
  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-center gap-3">
        <label htmlFor={id} className="text-sm font-medium">
          {t('colour')}
        </label>
        <input
          id={id}
          type="color"
          disabled={isDisabled}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className="h-9 w-14 rounded border border-line bg-surface p-1"
        />
        <span className="code-run text-sm text-ink-soft">{value}</span>
      </div>
      <p role="status" className="text-sm text-ink-soft">
        {light === value && dark === value && t('colour_fine')}
        {light !== value && t('colour_light', { colour: light })} {dark !== value && t('colour_dark', { colour: dark })}
      </p>
      <figure className="flex flex-col gap-2">
        <figcaption className="text-sm text-ink-soft">{t('preview')}</figcaption>
        <div className="flex flex-wrap gap-3">
          <Preview ground={GROUNDS.light} colour={light} />
          <Preview ground={GROUNDS.dark} colour={dark} />
        </div>
      </figure>
    </div>
  )
}

function Preview({ ground, colour }: { readonly ground: string; readonly colour: string }) {
  const { t } = useTranslation('workspaces-brand')
  return (
    <div className="flex items-center gap-4 rounded border border-line px-4 py-3" style={{ backgroundColor: ground }}>
      <span className="underline" style={{ color: colour }}>
        {t('preview_link')}
      </span>
      <span className="rounded px-3 py-1.5 text-sm font-medium" style={{ backgroundColor: colour, color: textOn(colour) }}>
        {t('preview_button')}
      </span>
    </div>
  )
}

function Logo() {
  const { t } = useTranslation('workspaces-brand')
  const mayChange = useCan()('workspaces:configure')
  const { workspace } = useSession()
  const [file, setFile] = useState<File | null>(null)
  const save = useSaveLogo()
  const send = (picture: File | null) =>
    save.mutate(picture, {
      onSuccess: () => {
        setFile(null)
        toast({ text: t(picture ? 'logo_saved' : 'logo_removed'), tone: 'good' })
      },
    })
  return (
    <div className="flex flex-col gap-3">
      <h3 className="text-sm font-medium">{t('logo')}</h3>
      {workspace.logo !== null && (
        <img
          src={`/p/logo/${workspace.id}/${workspace.logo}`}
          alt={t('logo_alt')}
          className="h-20 max-w-60 self-start rounded border border-line bg-surface object-contain p-2"
        />
      )}
      {mayChange && (
        <>
          <FileDrop
            label={t('logo_pick')}
            hint={t('logo_hint')}
            accept={['.png', '.jpg', '.jpeg', '.webp']}
            maxBytes={LOGO_BYTES}
            file={file}
            onFile={setFile}
            isBusy={save.isPending}
          />
          {save.error && <Notice tone="bad">{failureText(save.error)}</Notice>}
          <div className="flex flex-wrap gap-3">
            {file && (
              <Button look="primary" isPending={save.isPending} onPress={() => send(file)}>
                {t('logo_send')}
              </Button>
            )}
            {workspace.logo !== null && !file && (
              <Button isPending={save.isPending} onPress={() => send(null)}>
                {t('logo_remove')}
              </Button>
            )}
          </div>
        </>
      )}
    </div>
  )
}
