import { defineConfig } from 'playwright/test'
import { findBrowser } from './scripts/findBrowser.mjs'

const executablePath = findBrowser()
const isRoot = process.getuid?.() === 0

/** The built app in a real browser; each test starts a host of its own (tests/e2e/fixtures/app.ts). */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  // Both generous, because machines are shared and busy; a test that passes never waits for them.
  timeout: 400_000,
  expect: { timeout: 30_000 },
  workers: 2,
  retries: 0,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  use: {
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      // Chromium's own sandbox refuses to run for root; sound may start without a click, as in the desktop window.
      args: [...(isRoot ? ['--no-sandbox'] : []), '--autoplay-policy=no-user-gesture-required'],
    },
  },
})
