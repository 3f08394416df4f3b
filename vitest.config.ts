import { availableParallelism } from 'node:os'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { COMPILED, quickFolder } from './test/quick-folder.ts'

const PURE = ['core/pure/**/*.test.ts', '**/domain*.test.ts', 'modules/insights/models/*.test.ts']
const WEB = ['web/**/*.test.{ts,tsx}', 'modules/*/web/**/*.test.{ts,tsx}']
const NEVER = ['**/node_modules/**', 'dist/**', 'data/**', 'e2e/**']

// For this process and all that it starts.
process.env.TMPDIR = quickFolder()
process.env.NODE_COMPILE_CACHE = COMPILED

export default defineConfig({
  test: {
    // Tests wait for the database as much as they compute.
    maxWorkers: availableParallelism() + 1,
    projects: [
      // What many files import is loaded once, for nothing of ours remembers anything but what it may keep for ever.
      { test: { name: 'domain', include: PURE, exclude: NEVER, isolate: false } },
      {
        plugins: [react()],
        test: { name: 'web', include: WEB, exclude: NEVER, environment: 'happy-dom' },
      },
      {
        test: {
          name: 'server',
          include: ['{app,core,modules,test,scripts,bench}/**/*.test.ts'],
          exclude: [...NEVER, ...PURE, ...WEB],
          isolate: false,
          setupFiles: ['test/each-file.ts'],
          globalSetup: ['test/cluster.ts'],
          // A busy machine with two cores is slow to make databases and to drop them.
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
