import type { TFunction } from 'i18next'
import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { AUDIT_ACTIONS, type AuditAction } from '#pure/audit-actions'
import { TextLink } from '#web/ui/text-link.tsx'
import type { AuditRow } from '../api.ts'

/** Stand in a sentence where names come: letters that nobody writes. */
const ACTOR = '\uE000'
const SUBJECT = '\uE001'

/** What was done, as a sentence; with names that open what they name, unless the place is a link or button itself. */
export function Sentence({ row, isPlain = false }: { readonly row: AuditRow; readonly isPlain?: boolean }) {
  const { t } = useTranslation('audit')
  const parts: Readonly<Record<string, ReactNode>> = {
    [ACTOR]: <bdi className="font-medium">{actorText(t, row.actor)}</bdi>,
    [SUBJECT]: <Subject row={row} isPlain={isPlain} />,
  }
  return sentenceOf(t, row)
    .split(new RegExp(`([${ACTOR}${SUBJECT}])`))
    .map((part, index) => <Fragment key={index}>{parts[part] ?? part}</Fragment>)
}

/** The same as text alone. */
export function sentenceText(t: TFunction<'audit'>, row: AuditRow): string {
  return sentenceOf(t, row).replaceAll(ACTOR, actorText(t, row.actor)).replaceAll(SUBJECT, subjectText(t, row.subject))
}

function Subject({ row, isPlain }: { readonly row: AuditRow; readonly isPlain: boolean }) {
  const { t } = useTranslation('audit')
  const href = hrefOf(row.subject)
  const text = <bdi className="font-medium">{subjectText(t, row.subject)}</bdi>
  return href === null || isPlain ? text : <TextLink href={href}>{text}</TextLink>
}

function sentenceOf(t: TFunction<'audit'>, { action, details }: AuditRow): string {
  const { from, to } = details
  if (action === 'member.role_changed' && typeof from === 'string' && typeof to === 'string') {
    return t('sentences.member_role_changed_known', { actor: ACTOR, subject: SUBJECT, from: roleText(t, from), to: roleText(t, to) })
  }
  const fields = fieldsIn(details)
  if (action === 'settings.changed' && fields.length > 0) {
    const what = fields.map((name) => fieldText(t, name)).join(t('list_comma'))
    return t('sentences.settings_changed_known', { actor: ACTOR, what })
  }
  const known = AUDIT_ACTIONS.find((each) => each === action)
  return known ? t(`sentences.${keyOf(known)}`, { actor: ACTOR, subject: SUBJECT }) : `${ACTOR} ${action}`
}

/** Which settings they were: named in a list, or by what is told of them. */
function fieldsIn(details: AuditRow['details']): readonly string[] {
  return Array.isArray(details.fields) ? details.fields.map(String) : Object.keys(details)
}

function fieldText(t: TFunction<'audit'>, name: string): string {
  const known = FIELDS.find((each) => each === name)
  return known ? t(`fields.${known}`) : name
}

const FIELDS = [
  'name',
  'language',
  'timeZone',
  'currency',
  'moneyDisplay',
  'calendar',
  'weekStart',
  'handle',
  'accent',
  'logo',
  'hours',
  'window',
  'attribute',
  'requiresSecondFactor',
  'model',
  'timeUnit',
  'margin',
  'discountRate',
] as const

function roleText(t: TFunction<'audit'>, role: string): string {
  const known = ROLES.find((each) => each === role)
  return known ? t(`roles.${known}`) : role
}

const ROLES = ['owner', 'manager', 'marketer', 'agent', 'viewer'] as const

/** Who did it, by name where there is one. */
export function actorText(t: TFunction<'audit'>, { kind, name }: AuditRow['actor']): string {
  if (kind === 'token' && name) return t('actors.program', { name })
  if (name) return name
  return t(`actors.${ACTORS.find((each) => each === kind) ?? 'member'}`)
}

/** What it was done to, by name where it has one. */
export function subjectText(t: TFunction<'audit'>, { kind, name }: AuditRow['subject']): string {
  return name || t(`subjects.${SUBJECTS.find((each) => each === kind) ?? 'other'}`)
}

const ACTORS = ['member', 'token', 'customer', 'source', 'stranger', 'system'] as const
const SUBJECTS = ['user', 'member', 'customer', 'role', 'token', 'key', 'webhook', 'shop', 'incident'] as const

/** Where it can be seen, as long as it exists. */
function hrefOf({ kind, id, name }: AuditRow['subject']): string | null {
  if (name === null || id === null) return null
  if (kind === 'customer') return `/customers/${id}`
  if (kind === 'shop') return `/settings/shops/${id}`
  if (kind === 'webhook') return `/settings/webhooks/${id}`
  if (kind === 'import') return `/imports/${id}`
  return PLACES[kind] ?? null
}

const PLACES: Readonly<Record<string, string>> = {
  user: '/settings/members',
  member: '/settings/members',
  role: '/settings/roles',
  token: '/settings/tokens',
  key: '/settings/tracking',
  incident: '/settings/privacy?tab=incidents',
}

type Spelled<Action extends string> = Action extends `${infer Subject}.${infer Done}` ? `${Subject}_${Done}` : Action

/** An action as messages name it: they cannot hold dots. */
function keyOf<Action extends AuditAction>(action: Action): Spelled<Action>
function keyOf(action: string): string {
  return action.replace('.', '_')
}
