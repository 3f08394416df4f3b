import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { connectClient, type DbAddress } from '#core/db'
import { PROJECT_FOLDER } from '#core/config'

export interface MeasuredImport {
  /** From the start of the command to its end: Node's start, the file's way into the data folder and recognition included. */
  readonly ms: number
  /** The largest resident memory that the process had. */
  readonly peakBytes: number
  readonly stages: readonly { readonly stage: string; readonly ms: number }[]
}

/** Imports the file as `bazgasht import` does, in a process of its own. */
export async function measureImport(dataFolder: string, address: DbAddress, file: string): Promise<MeasuredImport> {
  const began = performance.now()
  const args = [
    '--import',
    join(import.meta.dirname, 'tell-peak.ts'),
    'app/cli.ts',
    'import',
    file,
    '--yes',
    '--unit',
    'IRR',
    '--lang',
    'en',
  ]
  const child = spawn(process.execPath, args, {
    cwd: PROJECT_FOLDER,
    env: { ...process.env, BAZGASHT_DATA: dataFolder, npm_lifecycle_event: '' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let said = ''
  let peakBytes = 0
  child.stdout?.on('data', (text) => (said += text))
  child.stderr?.on('data', (text) => (said += text))
  child.on('message', (message) => (peakBytes = Number(message)))
  const exited = once(child, 'exit')
  const watching = watchStages(address, exited)
  const [code] = await exited
  const ms = performance.now() - began
  if (code !== 0) throw new Error(`the import ended with ${code}\n${said}`)
  console.log(
    said
      .trimEnd()
      .split('\n')
      .map((line) => `  ${line}`)
      .join('\n'),
    '\n',
  )
  return { ms, peakBytes, stages: await watching }
}

/** How long the import said to be in each stage, to half a second. */
async function watchStages(address: DbAddress, exited: Promise<unknown>): Promise<{ stage: string; ms: number }[]> {
  const client = await connectClient(address)
  const stages = new Map<string, number>()
  const over = new AbortController()
  void exited.then(() => over.abort())
  let last = performance.now()
  while (!over.signal.aborted) {
    await new Promise((resolve) => setTimeout(resolve, 250))
    const stage = await currentStage(client)
    const now = performance.now()
    stages.set(stage, (stages.get(stage) ?? 0) + now - last)
    last = now
  }
  await client.end()
  return [...stages].map(([stage, ms]) => ({ stage, ms }))
}

async function currentStage(client: Awaited<ReturnType<typeof connectClient>>): Promise<string> {
  const { rows: workspaces } = await client.query<{ id: string }>('select id from workspaces')
  const [workspace] = workspaces
  if (!workspace) return 'start'
  await client.query(`begin; set local app.workspace_id = '${workspace.id}'`)
  const { rows } = await client.query<{ status: string; stage: string | null }>("select status, progress ->> 'stage' as stage from imports")
  await client.query('commit')
  const [row] = rows
  return row?.status === 'running' ? (row.stage ?? 'start') : row?.status === 'done' ? 'end' : 'receiving'
}
