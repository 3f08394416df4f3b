import { parseArgs } from 'node:util'
import { boot } from './boot.ts'
import { HOLDINGS } from './holdings.ts'
import { USER_HELP, userWord } from './user-words.ts'
import { languageOf, readConfig } from '#core/config'
import { createServer, type Server } from '#core/server'
import { createSignInLink } from '#modules/accounts'
import { listMembers } from '#modules/workspaces'
import type { Language } from '#pure/numbers'

/** People who can sign in: 0 when it is done, 1 when it is not, 2 when the command line cannot be followed. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    strict: false,
    options: { lang: { type: 'string' }, help: { type: 'boolean' } },
  })
  const language = values.lang === 'fa' || values.lang === 'en' ? values.lang : languageOf()
  const [action, email, more] = positionals
  if (values.help === true) return said(USER_HELP[language], 0)
  if (action === 'list' && email === undefined) return withServer((server) => list(server, language))
  if (action === 'link' && email !== undefined && more === undefined) return withServer((server) => link(server, email, language))
  return said(USER_HELP[language], 2)
}

async function list(server: Server, language: Language): Promise<number> {
  const members = await listMembers(server.db)
  if (members.length === 0) return said(userWord(language, 'nobody'), 0)
  return said(members.map(({ email, name, role, workspace }) => [email, name, role, workspace].join('\t')).join('\n'), 0)
}

async function link(server: Server, email: string, language: Language): Promise<number> {
  const url = await createSignInLink(server, email)
  return url ? said(userWord(language, 'link', { url }), 0) : said(userWord(language, 'unknown', { email }), 1)
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
