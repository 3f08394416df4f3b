import { runToEnd } from './cli-end.ts'
import { serve } from './serve.ts'

await runToEnd(serve)
