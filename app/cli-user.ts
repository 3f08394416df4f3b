import { parseArgs } from 'node:util'
import { boot } from './boot.ts'
import { HOLDINGS } from './holdings.ts'
import { rightsOf } from './permissions.ts'
import { USER_HELP, userWord } from './user-words.ts'
import { languageOf, readConfig } from '#core/config'
import type { Workspace } from '#core/context'
import { AppError } from '#core/errors'
import { createServer, type Server } from '#core/server'
import {
  createSignInLink,
  makeResetLink,
  operatorEmails,
  removeSecondFactor,
  setOperator,
  signOutEverywhere,
  userIdOf,
} from '#modules/accounts'
import { addMember, listMembers, listWorkspaces } from '#modules/workspaces'
import type { Language } from '#pure/numbers'

const OPTIONS = {
  lang: { type: 'string' },
  help: { type: 'boolean' },
  name: { type: 'string' },
  role: { type: 'string' },
  workspace: { type: 'string' },
  operator: { type: 'boolean' },
  'second-factor': { type: 'boolean' },
  everybody: { type: 'boolean' },
} as const

interface Wish {
  readonly language: Language
  readonly email: string
  readonly state: string | undefined
  readonly name: string
  readonly role: string
  readonly workspace: string | undefined
  readonly operator: boolean
  readonly secondFactor: boolean
  readonly everybody: boolean
}

/** How many words stand after the command (one less with --everybody, where that makes sense), and what it does. */
const ACTIONS: Readonly<Record<string, { readonly words: number; readonly run: (server: Server, wish: Wish) => Promise<number> }>> = {
  list: { words: 0, run: list },
  link: { words: 1, run: link },
  reset: { words: 1, run: reset },
  add: { words: 1, run: add },
  operator: { words: 2, run: changeOperator },
  'sign-out': { words: 1, run: signOut },
}

/** People who can sign in: 0 when it is done, 1 when it is not, 2 when the command line cannot be followed. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, strict: false, options: OPTIONS })
  const language = values.lang === 'fa' || values.lang === 'en' ? values.lang : languageOf()
  if (values.help === true) return said(USER_HELP[language], 0)
  const [name = '', email = '', state] = positionals
  const action = Object.entries(ACTIONS).find(([known]) => known === name)?.[1]
  const isKnown = Object.keys(values).every((option) => Object.hasOwn(OPTIONS, option))
  const isForAll = values.everybody === true && action?.run === signOut
  if (!action || !isKnown || positionals.length !== action.words + (isForAll ? 0 : 1)) return said(USER_HELP[language], 2)
  const given = (value: string | boolean | undefined) => (typeof value === 'string' ? value : undefined)
  const wish: Wish = {
    language,
    email,
    state,
    name: given(values.name) ?? '',
    role: given(values.role) ?? '',
    workspace: given(values.workspace),
    operator: values.operator === true,
    secondFactor: values['second-factor'] === true,
    everybody: isForAll,
  }
  if (action.run === add && (wish.name.trim() === '' || wish.role === '' || !email.includes('@'))) return said(USER_HELP[language], 2)
  if (action.run === changeOperator && state !== 'on' && state !== 'off') return said(USER_HELP[language], 2)
  return withServer((server) => action.run(server, wish))
}

async function list({ db }: Server, { language }: Wish): Promise<number> {
  const [members, operators] = await Promise.all([listMembers(db), operatorEmails(db)])
  if (members.length === 0) return said(userWord(language, 'nobody'), 0)
  const mark = (email: string) => (operators.includes(email) ? ['operator'] : [])
  return said(members.map(({ email, name, role, workspace }) => [email, name, role, workspace, ...mark(email)].join('\t')).join('\n'), 0)
}

async function link(server: Server, { email, language }: Wish): Promise<number> {
  const url = await createSignInLink(server, email)
  return url ? said(userWord(language, 'link', { url }), 0) : said(userWord(language, 'unknown', { email }), 1)
}

/** Sessions end once the new password is chosen, not before: a link that nobody opens changes nothing. */
async function reset(server: Server, { email, language, secondFactor }: Wish): Promise<number> {
  const userId = await userIdOf(server.db, email)
  if (userId === undefined) return said(userWord(language, 'unknown', { email }), 1)
  if (secondFactor) said(userWord(language, (await removeSecondFactor(server.db, userId)) ? 'factor_removed' : 'factor_none'), 0)
  return said(userWord(language, 'reset', { url: await makeResetLink(server, userId) }), 0)
}

async function signOut({ db }: Server, { email, everybody, language }: Wish): Promise<number> {
  const userId = everybody ? null : await userIdOf(db, email)
  if (userId === undefined) return said(userWord(language, 'unknown', { email }), 1)
  return said(userWord(language, 'signed_out', { count: String(await signOutEverywhere(db, userId)) }), 0)
}

async function add(server: Server, { email, language, name, role, workspace, operator }: Wish): Promise<number> {
  const all = await listWorkspaces(server.db)
  const chosen = workspaceNamed(all, workspace)
  if (!chosen) return said(userWord(language, 'which_workspace', { names: all.map(({ handle }) => handle).join(', ') }), 1)
  try {
    const { userId, isNew } = await addMember(server, chosen, { email, name: name.trim(), role }, rightsOf)
    if (operator) await setOperator(server.db, userId, true)
    if (!isNew) return said(userWord(language, 'joined', { email, workspace: chosen.name }), 0)
    return said(userWord(language, 'added', { email, workspace: chosen.name, url: await makeResetLink(server, userId) }), 0)
  } catch (error) {
    return said(refusalText(error, { language, email, role, workspace: chosen.name }), 1)
  }
}

async function changeOperator({ db }: Server, { email, language, state }: Wish): Promise<number> {
  const userId = await userIdOf(db, email)
  if (userId === undefined) return said(userWord(language, 'unknown', { email }), 1)
  try {
    await setOperator(db, userId, state === 'on')
    return said(userWord(language, state === 'on' ? 'operator_on' : 'operator_off', { email }), 0)
  } catch (error) {
    return said(refusalText(error, { language, email, role: '', workspace: '' }), 1)
  }
}

/** By its word in addresses, its id or its name; without a wish the only one there is. */
function workspaceNamed(all: readonly Workspace[], wanted: string | undefined): Workspace | undefined {
  if (wanted === undefined) return all.length === 1 ? all[0] : undefined
  return all.find(({ id, handle, name }) => [id, handle, name].includes(wanted))
}

interface Refused {
  readonly language: Language
  readonly email: string
  readonly role: string
  readonly workspace: string
}

function refusalText(error: unknown, { language, ...details }: Refused): string {
  const code = error instanceof AppError ? error.code : ''
  if (code === 'workspaces.already_member') return userWord(language, 'already', details)
  if (code === 'workspaces.role_not_found') return userWord(language, 'no_role', details)
  if (code === 'accounts.last_operator') return userWord(language, 'last_operator', details)
  throw error
}

async function withServer(work: (server: Server) => Promise<number>): Promise<number> {
  const ground = await boot(readConfig(), { log: { info: () => undefined, warn: (text) => console.error(text) } })
  const server = await createServer({ ...ground.config, logLevel: 'silent' }, ground.address, HOLDINGS)
  try {
    return await work(server)
  } finally {
    await server.close()
    await ground.close()
  }
}

function said(text: string, code: number): number {
  if (code === 0) console.log(text)
  else console.error(text)
  return code
}
