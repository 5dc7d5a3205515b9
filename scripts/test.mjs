// Everything: types, lint, all vitest projects, Playwright on the built app. Ends with the line `N passed, N failed`.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildAll } from './build.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const reports = join(root, 'test-results')
/** Folders under tests/ whose tests must have run; one that ran nothing is a failure. */
const suites = ['unit', 'ui', 'arch', 'contract', 'migrations', 'faults', 'pack']

const total = { passed: 0, failed: 0, skipped: 0 }
const troubles = []
const trouble = sentence => {
  total.failed += 1
  troubles.push(sentence)
}

function run(title, program, args, env = {}) {
  console.log(`\n── ${title}`)
  const began = Date.now()
  const file = join(root, 'node_modules', program)
  const { status } = spawnSync(process.execPath, [file, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  console.log(
    `── ${title}: ${status === 0 ? 'ok' : 'FAILED'} in ${((Date.now() - began) / 1000).toFixed(1)} s`,
  )
  return status === 0
}

function check(title, program, args) {
  if (run(title, program, args)) total.passed += 1
  else trouble(`${title} failed`)
}

const readReport = file => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined)

function runVitest() {
  const file = join(reports, 'vitest.json')
  const wentWell = run('vitest', 'vitest/vitest.mjs', [
    'run',
    ...suites.flatMap(suite => ['--project', suite]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ])
  const report = readReport(file)
  const ran = new Map(suites.map(suite => [suite, 0]))
  for (const { name, assertionResults } of report?.testResults ?? []) {
    const suite = relative(join(root, 'tests'), name).split(sep)[0]
    const done = assertionResults.filter(({ status }) => status === 'passed' || status === 'failed')
    ran.set(suite, (ran.get(suite) ?? 0) + done.length)
  }
  const failed = report?.numFailedTests ?? 0
  total.passed += report?.numPassedTests ?? 0
  total.failed += failed
  total.skipped += (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0)
  for (const [suite, count] of ran) if (count === 0) trouble(`no test of tests/${suite} ran`)
  // A file that does not load, or an error outside of any test.
  if (!wentWell && failed === 0) trouble('vitest failed outside of any test')
}

function runPlaywright() {
  const file = join(reports, 'playwright.json')
  const wentWell = run('playwright', 'playwright/cli.js', ['test'], { PLAYWRIGHT_JSON_OUTPUT_FILE: file })
  const stats = readReport(file)?.stats
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = stats ?? {}
  total.passed += expected
  total.failed += unexpected + flaky
  total.skipped += skipped
  if (expected + unexpected + flaky === 0) trouble('no test of tests/e2e ran')
  else if (!wentWell && unexpected + flaky === 0) trouble('playwright failed outside of any test')
}

rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })
await buildAll({ ifChanged: true })
for (const part of ['electron', 'renderer', 'tests'])
  check(`types of ${part}`, 'typescript/bin/tsc', ['-p', part])
check('lint', '@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.'])
runVitest()
runPlaywright()

for (const sentence of troubles) console.log(`FAILED: ${sentence}`)
if (total.skipped > 0)
  console.log(`${total.skipped} skipped (what this machine has no samples or no Electron for)`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 && readdirSync(reports).length > 0 ? 0 : 1
