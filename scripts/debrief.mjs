#!/usr/bin/env node
// The command line of a checkout (package.json `bin`). It is here before the build, so that npm can always link it.
import { existsSync } from 'node:fs'

const built = new URL('../dist/cli/debrief.mjs', import.meta.url)
if (existsSync(built)) {
  await import(built.href)
} else {
  console.error('error: notFound: Debrief is not built yet. Run: npm run build')
  process.exitCode = 1
}
