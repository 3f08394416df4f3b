import { join } from 'node:path'
import { build, type Plugin } from 'vite'

/** The snippet as one small script, as browsers get it. */
export async function buildSnippet(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: true,
      target: 'es2020',
      lib: { entry: join(import.meta.dirname, 'bazgasht.ts'), formats: ['iife'], name: 'b', fileName: () => 'bazgasht.js' },
    },
  })
  const [bundle] = Array.isArray(result) ? result : [result]
  const chunk = bundle && 'output' in bundle ? bundle.output[0] : undefined
  if (!chunk) throw new Error('the snippet was not built')
  return chunk.code
}

/** Puts bazgasht.js beside the built interface. */
export function snippet(): Plugin {
  return {
    name: 'bazgasht-snippet',
    apply: 'build',
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'bazgasht.js', source: await buildSnippet() })
    },
  }
}
