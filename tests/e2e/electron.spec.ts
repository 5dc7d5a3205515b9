import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, type ElectronApplication, expect, type Page, test } from 'playwright/test'
import { electronProgram, hasDisplay } from '../../scripts/electronBinary.mjs'
import { corpusDir } from '../fixtures/corpus.ts'
import { type Choosing, lessons, playMainJob } from './fixtures/mainJob.ts'

const root = resolve(import.meta.dirname, '..', '..')
const program = electronProgram()

/** The system's own dialogs cannot be reached by a test: they answer here with what it would choose. */
const bySystemDialog = (app: ElectronApplication): Choosing => {
  const answerWith = (path: string) =>
    app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] })
    }, path)
  const choose = async (_page: Page, ask: () => Promise<void>, path: string) => {
    await answerWith(path)
    await ask()
  }
  return { recording: choose, exportFolder: choose }
}

test.describe('the desktop app', () => {
  test.skip(!program, 'Electron’s program is not on this machine, so its window was not tried')
  test.skip(!hasDisplay(), 'there is no display for a window here')

  let folder: string
  let app: ElectronApplication
  test.beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'debrief-desktop-'))
    app = await _electron.launch({
      executablePath: program ?? '',
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        root,
        '--library',
        join(folder, 'library'),
      ],
      env: { ...process.env, DEBRIEF_HOME: join(folder, 'home') } as Record<string, string>,
    })
  })
  test.afterEach(async () => {
    await app.close()
    await rm(folder, { recursive: true, force: true })
  })

  test('gives the page neither Node nor a way out', async () => {
    const page = await app.firstWindow()
    const found = await page.evaluate(() => ({
      require: typeof Reflect.get(globalThis, 'require'),
      process: typeof Reflect.get(globalThis, 'process'),
      bridge: Object.keys(Reflect.get(globalThis, 'debrief') ?? {}),
    }))
    expect(found).toEqual({ require: 'undefined', process: 'undefined', bridge: ['pathOfFile'] })
    const left = await page.evaluate(() =>
      fetch('https://example.org/').then(
        () => 'left',
        () => 'stayed',
      ),
    )
    expect(left).toBe('stayed')
    expect(await page.evaluate(() => window.open('file:///') === null)).toBe(true)
  })

  test.describe('the main job', () => {
    test.skip(!corpusDir, 'the corpus of real recordings is not on this machine')
    for (const lesson of lessons)
      test(lesson.name, async () => {
        const page = await app.firstWindow()
        const library = join(folder, 'library')
        await playMainJob({ page, library, folder, choose: bySystemDialog(app) }, lesson)
      })
  })
})
