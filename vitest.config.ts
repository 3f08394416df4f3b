import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const PURE = ['core/pure/**/*.test.ts', '**/domain*.test.ts']
const WEB = ['web/**/*.test.{ts,tsx}', 'modules/*/web/**/*.test.{ts,tsx}']
const NEVER = ['**/node_modules/**', 'dist/**', 'data/**', 'e2e/**']

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'domain', include: PURE, exclude: NEVER } },
      {
        plugins: [react()],
        test: { name: 'web', include: WEB, exclude: NEVER, environment: 'happy-dom' },
      },
      {
        test: {
          name: 'server',
          include: ['{app,core,modules,test,scripts,bench}/**/*.test.ts'],
          exclude: [...NEVER, ...PURE, ...WEB],
          globalSetup: ['test/cluster.ts'],
          // A busy machine with two cores is slow to make databases and to drop them.
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
