import { defineConfig } from 'vitest/config'

/** Generous, because machines are shared and busy; a test that passes never waits for it. */
const patience = { testTimeout: 180_000, hookTimeout: 120_000, expect: { poll: { timeout: 30_000 } } }

/** One project a kind of test; `npm run check` runs unit and arch, `npm test` all of them. Playwright has its own runner. */
const node = (name: string, extra: object = {}) => ({
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    environment: 'node' as const,
    setupFiles: ['tests/fixtures/seed.ts'],
    ...patience,
    ...extra,
  },
})

export default defineConfig({
  test: {
    projects: [
      node('unit'),
      {
        test: {
          name: 'ui',
          include: ['tests/ui/**/*.test.tsx'],
          environment: 'jsdom' as const,
          setupFiles: ['tests/fixtures/seed.ts', 'tests/ui/setup.ts'],
          ...patience,
        },
      },
      node('arch'),
      node('contract', { fileParallelism: false }),
      node('migrations'),
      node('faults', { fileParallelism: false }),
      // Speed, as ratios within one run: `npm run bench`, never part of `npm test`.
      node('bench', {
        include: ['tests/bench/**/*.bench.ts'],
        testTimeout: 900_000,
        hookTimeout: 300_000,
        fileParallelism: false,
      }),
      node('pack', { testTimeout: 300_000, hookTimeout: 300_000 }),
    ],
  },
})
