import { defineConfig } from 'vitest/config'

/** One project a kind of test; `npm run check` runs unit and arch, `npm test` all of them. Playwright has its own runner. */
const node = (name: string, extra: object = {}) => ({
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    environment: 'node' as const,
    testTimeout: 60_000,
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
          setupFiles: ['tests/ui/setup.ts'],
        },
      },
      node('arch'),
      node('contract', { fileParallelism: false }),
      node('migrations'),
      node('faults', { fileParallelism: false, testTimeout: 120_000 }),
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
