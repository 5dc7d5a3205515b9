import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'playwright/test'
import { test } from './fixtures/app.ts'
import { axeFindings } from './fixtures/axe.ts'
import { importOurs, part } from './fixtures/rubricStudio.ts'
import { goTo } from './fixtures/school.ts'

test.afterEach(async ({ context }) => {
  for (const page of context.pages()) await page.close()
})

const long = 'Students build on one another’s ideas with reasons, examples and questions of their own, '
  .repeat(3)
  .trim()
const sixty = [
  'domain,code,criterion,description,level:1:Beginning,level:2:Developing,level:3:Secure,level:4:Extending,rubric',
  ...Array.from({ length: 60 }, (_, at) => {
    const domain = ['Climate', 'Clarity', 'Talk', 'Checking', long.slice(0, 120)][Math.floor(at / 12)]
    const title = at % 7 === 3 ? long : `Criterion number ${at + 1}`
    const name =
      at === 0
        ? 'Sixty criteria of a whole framework with a name that is far longer than most screens are wide'
        : ''
    return [domain, '', title, long, long, 'Some', 'Many', long, name].map(cell => `"${cell}"`).join(',')
  }),
].join('\n')

for (const scheme of ['light', 'dark'] as const)
  test(`nothing, one and sixty criteria fit at every width, in ${scheme}`, async ({ page, app }) => {
    await importOurs(app, 'criterion,rubric\nOnly this,One\n')
    await importOurs(app, sixty)
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    await page.reload()
    await goTo(page, '/rubrics', /One|Sixty/)
    for (const [width, height] of [
      [1440, 900],
      [1024, 700],
      [720, 450],
    ] as const) {
      await page.setViewportSize({ width, height })
      const look = async (name: string) => {
        const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
        expect.soft(wide, `${name} at ${width} is wider than the window`).toBe(false)
        expect.soft(await axeFindings(page), `${name} at ${width}`).toEqual([])
        await page.screenshot({ path: test.info().outputPath(`${name}-${width}.png`) })
      }
      await page.getByRole('link', { name: /^Sixty/ }).click()
      await part(page, /Criterion number 1\b/).click()
      await look('sixty')
      await part(page, /^Talk/).click()
      await look('domain')
      await page.getByRole('link', { name: /^One/ }).click()
      await look('one')
      await page.getByRole('link', { name: /^Classroom practice/ }).click()
      await look('template')
    }
    await writeFile(join(app.folder, 'broken.csv'), `${sixty}\n${sixty.split('\n')[1]}\n,A1,,,,,\n`)
    for (const [width, height] of [
      [1440, 900],
      [1024, 700],
    ] as const) {
      await page.setViewportSize({ width, height })
      const chooser = page.waitForEvent('filechooser')
      await page.getByRole('button', { name: 'Import a rubric' }).click()
      await (await chooser).setFiles(join(app.folder, 'broken.csv'))
      await expect(page.getByRole('heading', { name: /rows? cannot be read/ })).toBeVisible()
      expect.soft(await axeFindings(page), `the import at ${width}`).toEqual([])
      await page.screenshot({ path: test.info().outputPath(`import-${width}.png`) })
      await page.getByRole('button', { name: 'Cancel' }).click()
    }
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.getByRole('button', { name: 'Make a rubric' }).click()
    await expect(page.getByText('No criterion yet.')).toBeVisible()
    await page.screenshot({ path: test.info().outputPath('none-1440.png') })
  })
