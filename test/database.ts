import { randomUUID } from 'node:crypto'
import { inject } from 'vitest'
import { HOLDINGS } from '../app/holdings.ts'
import { MIGRATION_FOLDERS } from '../app/migrations.ts'
import { JOBS } from '../app/wiring.ts'
import { connectClient, type DbAddress } from '#core/db'
import { createServer, type Server } from '#core/server'
import { migrate } from '#core/migrate'
import { testConfig } from './settings.ts'

const TEMPLATE = 'lab_template'

/** A fresh, migrated database and how to drop it: a copy of a template that the first test of a run makes. */
export async function freshDatabase(): Promise<{ address: DbAddress; drop: () => Promise<void> }> {
  const { address, superuser } = inject('cluster')
  const name = `t_${randomUUID().replaceAll('-', '')}`
  const admin = await connectClient(superuser)
  try {
    await admin.query('select pg_advisory_lock(1)')
    const known = await admin.query('select 1 from pg_database where datname = $1 and datallowconn', [TEMPLATE])
    if (known.rowCount === 0) await makeTemplate(admin, address)
    await admin.query('select pg_advisory_unlock(1)')
    await admin.query(`create database ${name} owner ${owner(address)} template ${TEMPLATE} strategy file_copy`)
  } finally {
    await admin.end()
  }
  return { address: { ...address, database: name }, drop: () => dropDatabase(name) }
}

async function makeTemplate(admin: Awaited<ReturnType<typeof connectClient>>, address: DbAddress): Promise<void> {
  await admin.query(`drop database if exists ${TEMPLATE}`)
  await admin.query(`create database ${TEMPLATE} owner ${owner(address)} strategy file_copy`)
  const mine = { ...address, database: TEMPLATE }
  try {
    const client = await connectClient(mine)
    await migrate(client, MIGRATION_FOLDERS)
    await client.end()
    await withServer(mine, (server) => server.jobs.drain(server, JOBS))
  } catch (error) {
    await admin.query(`drop database ${TEMPLATE} with (force)`)
    throw error
  }
}

async function withServer(address: DbAddress, work: (server: Server) => Promise<unknown>): Promise<void> {
  const server = await createServer(testConfig('/tmp'), address, HOLDINGS)
  await work(server)
  await server.close()
}

async function dropDatabase(name: string): Promise<void> {
  const admin = await connectClient(inject('cluster').superuser)
  await admin.query(`drop database ${name} with (force)`)
  await admin.end()
}

function owner(address: DbAddress): string {
  return `"${address.user ?? 'postgres'}"`
}
