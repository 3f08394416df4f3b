import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { runToEnd } from './cli-end.ts'
import { PROJECT_FOLDER } from '#core/config'

// Before the rest is loaded: later starts then find it compiled. Where it cannot be written, nothing is kept.
enableCompileCache(join(PROJECT_FOLDER, 'node_modules', '.cache', 'compiled'))
const { serve } = await import('./serve.ts')

await runToEnd(serve)
