import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '#web/session.tsx'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Form } from '#web/ui/form.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { Select } from '#web/ui/select.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import type { InvitationLink } from '../../invitations/api.ts'
import { useInvitations, useInvite } from './data.ts'
import { LinkDialog } from './LinkDialog.tsx'
import { useGivableRoles } from './use-givable-roles.ts'

/** Asks somebody to work here, and shows the link this once. */
export function InviteButton() {
  const { t } = useTranslation('workspaces-members')
  const [isAsking, setAsking] = useState(false)
  const [made, setMade] = useState<InvitationLink | null>(null)
  return (
    <>
      <Button look="primary" icon={<Icon of={UserPlus} />} onPress={() => setAsking(true)}>
        {t('invite.action')}
      </Button>
      {isAsking && (
        <InviteDialog
          onClose={() => setAsking(false)}
          onMade={(answer) => {
            setAsking(false)
            setMade(answer)
          }}
        />
      )}
      {made && <LinkDialog made={made} onClose={() => setMade(null)} />}
    </>
  )
}

interface InviteDialogProps {
  readonly onClose: () => void
  readonly onMade: (made: InvitationLink) => void
}

function InviteDialog({ onClose, onMade }: InviteDialogProps) {
  const { t } = useTranslation('workspaces-members')
  const { workspace } = useSession()
  const invite = useInvite()
  const roles = useGivableRoles()
  const canMail = useInvitations().data?.canMail
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<string | null>(null)
  const [language, setLanguage] = useState(workspace.language)
  const chosen = role ?? roles.find(({ id }) => id === 'agent')?.id ?? roles.at(-1)?.id ?? null
  const submit = () => {
    if (chosen !== null) invite.mutate({ email: email.trim() || null, role: chosen, language }, { onSuccess: onMade })
  }
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t('invite.title')}>
      <Form
        onSubmit={submit}
        failure={invite.error}
        actions={
          <Button type="submit" look="primary" isDisabled={chosen === null} isPending={invite.isPending}>
            {t('invite.go')}
          </Button>
        }
      >
        <TextField
          label={t('invite.email')}
          hint={canMail === false ? `${t('invite.email_hint')} ${t('invite.no_mail')}` : t('invite.email_hint')}
          name="email"
          type="email"
          ltr
          autoFocus
          maxLength={200}
          value={email}
          onChange={setEmail}
        />
        <Select label={t('invite.role')} value={chosen} onChange={setRole} options={roles} />
        <Select
          label={t('invite.language')}
          value={language}
          onChange={setLanguage}
          options={(['fa', 'en'] as const).map((id) => ({ id, label: t(`invite.${id}`) }))}
        />
      </Form>
    </Dialog>
  )
}
