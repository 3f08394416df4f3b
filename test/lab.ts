import { randomUUIDv7 } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HOLDINGS } from '../app/holdings.ts'
import { createApp } from '../app/http.ts'
import type { Role } from '../app/permissions.ts'
import { JOBS, REACTIONS } from '../app/wiring.ts'
import type { Ctx, Workspace } from '#core/context'
import { connectPool, kyselyOver, type Db } from '#core/db'
import { runReactions } from '#core/reactions'
import { createServer, type Server } from '#core/server'
import { systemCtx } from '#modules/workspaces'
import { callerOf, type Caller } from './caller.ts'
import { freshDatabase } from './database.ts'
import { atEnd } from './endings.ts'
import { testConfig } from './settings.ts'

export { atEnd }

/** A context that knows the server it stands on. */
export type TestCtx = Ctx & { readonly server: Server }

type Over = Partial<Omit<Workspace, 'id'>> & { readonly now?: Date }

/** A fresh database with one workspace, seen by the product itself. Its connections are bound to the workspace, so plain reads work in tests. */
export async function testCtx(over: Over = {}): Promise<TestCtx> {
  const { now, ...settings } = over
  const server = await testServer()
  const workspace = await makeWorkspace(server.db, settings)
  const pool = connectPool({ ...server.address, options: `-c app.workspace_id=${workspace.id}` }, 4)
  atEnd(() => pool.end())
  return { ...systemCtx(server, workspace), db: kyselyOver(pool), now: now ?? new Date('2026-03-21T09:00:00Z'), server }
}

/** A server over a fresh database with nobody in it, closed after the file's last test. */
export async function testServer(): Promise<Server> {
  const { address, drop } = await freshDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'bazgasht-lab-'))
  const server = await createServer(testConfig(folder), address, HOLDINGS)
  atEnd(async () => {
    await server.close()
    await drop()
    rmSync(folder, { recursive: true, force: true })
  })
  return server
}

/** Somebody signed in who works in the workspace. */
export interface Member {
  readonly caller: Caller
  readonly userId: string
  /** The name of a role of ours, or the id of one of the workspace's own. */
  readonly role: string
}

export interface TestApp {
  readonly server: Server
  readonly workspace: Workspace
  /** A signed-in member with this role, or an owner who runs the installation; made at the first call, the same afterwards. */
  readonly as: (role: Role | 'operator') => Caller
  /** Somebody new who works here with this role. */
  readonly joined: (role: string) => Promise<Member>
  /** Somebody new with a role of the workspace's own, which has these permissions and no other. */
  readonly holding: (permissions: readonly string[]) => Promise<Member>
  readonly anonymous: () => Caller
  /** An owner of another workspace. `.workspace` of the second element is theirs. */
  readonly otherWorkspace: () => Promise<{ readonly workspace: Workspace; readonly as: (role: Role | 'operator') => Caller }>
}

/** The whole application on a real database, called without a port; on the context's database when one is given. */
export async function testApp(ctx?: TestCtx): Promise<TestApp> {
  const { server, workspace } = ctx ?? (await testCtx())
  const app = await createApp(server, { perMinute: 1_000_000 })
  atEnd(() => app.close())
  const asIn = (workspace: Workspace) => {
    const cookies = new Map<Role | 'operator', Promise<string>>()
    return (role: Role | 'operator') => {
      const cookie = cookies.get(role) ?? signedIn(server, workspace, role).then((member) => member.cookie)
      cookies.set(role, cookie)
      return callerOf(app, () => cookie)
    }
  }
  const joined = async (role: string): Promise<Member> => {
    const { userId, cookie } = await signedIn(server, workspace, role)
    return { userId, role, caller: callerOf(app, async () => cookie) }
  }
  return {
    server,
    workspace,
    as: asIn(workspace),
    joined,
    holding: async (permissions) => joined(await makeRole(server.db, workspace.id, permissions)),
    anonymous: () => callerOf(app, async () => undefined),
    otherWorkspace: async () => {
      const other = await makeWorkspace(server.db, { name: 'Another shop' })
      return { workspace: other, as: asIn(other) }
    },
  }
}

/** Works on waiting jobs here and now and gives how many there were. */
export const runJobs = (server: Server): Promise<number> => server.jobs.drain(server, JOBS)

/** Lets every reaction of a workspace come up to date. */
export const runAllReactions = (ctx: TestCtx): Promise<void> => runReactions(ctx, REACTIONS)

/** Adds a workspace: an English shop in Tehran's time with pounds, unless told otherwise. */
export async function makeWorkspace(db: Db, over: Partial<Omit<Workspace, 'id'>> = {}): Promise<Workspace> {
  const fresh = randomUUIDv7()
  const workspace: Workspace = { ...SHOP, handle: `shop-${fresh.slice(-12)}`, ...over, id: fresh }
  const { id, name, language, currency, calendar } = workspace
  await db
    .insertInto('workspaces')
    .values({
      id,
      name,
      language,
      currency,
      calendar,
      time_zone: workspace.timeZone,
      money_display: workspace.moneyDisplay,
      week_start: workspace.weekStart,
      handle: workspace.handle,
      accent: workspace.accent,
      logo: workspace.logo,
      created_at: new Date(),
    })
    .execute()
  await db.insertInto('workspaces_handles').values({ handle: workspace.handle, workspace_id: id, created_at: new Date() }).execute()
  return workspace
}

const SHOP = {
  name: 'A shop',
  language: 'en',
  timeZone: 'Asia/Tehran',
  currency: 'GBP',
  moneyDisplay: 'toman',
  calendar: 'gregorian',
  weekStart: 1,
  accent: null,
  logo: null,
} as const satisfies Omit<Workspace, 'id' | 'handle'>

/** Adds a role of the workspace's own and gives its id. */
async function makeRole(db: Db, workspaceId: string, permissions: readonly string[]): Promise<string> {
  const id = randomUUIDv7()
  const dates = { created_at: new Date(), changed_at: new Date() }
  await db
    .insertInto('workspaces_roles')
    .values({ workspace_id: workspaceId, id, name: `Role ${id}`, permissions: [...permissions], ...dates })
    .execute()
  return id
}

/** A new member with their cookie, without the slow password. */
async function signedIn(server: Server, workspace: Workspace, role: string): Promise<{ userId: string; cookie: string }> {
  const now = new Date()
  const id = randomUUIDv7()
  const dates = { created_at: now, updated_at: now }
  await server.db
    .insertInto('auth_users')
    .values({
      id,
      name: `The ${role}`,
      email: `${role}.${id}@example.com`,
      email_verified: true,
      image: null,
      operator: role === 'operator',
      ...dates,
    })
    .execute()
  await server.db
    .insertInto('workspaces_members')
    .values({ workspace_id: workspace.id, user_id: id, role: role === 'operator' ? 'owner' : role, joined_at: now })
    .execute()
  const cookie = await server.auth.open(server.db, id, now)
  return { userId: id, cookie: cookie.split(';')[0] ?? '' }
}
