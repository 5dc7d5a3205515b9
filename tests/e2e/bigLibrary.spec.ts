import { rm } from 'node:fs/promises'
import { type BrowserContext, expect, type Page, type Route } from 'playwright/test'
import { z } from 'zod'
import { layLibrary } from '../bench/bigLibrary.ts'
import { type App, test } from './fixtures/app.ts'
import { axeFindings } from './fixtures/axe.ts'
import { pictures } from './fixtures/looks.ts'
import { asAna } from './fixtures/school.ts'

const LESSONS = 500
/** Every so many lessons have a comment with this criterion. */
const EVERY = 7
const TAGGED = Math.ceil(LESSONS / EVERY)
const RUBRIC = 'rubric:debrief-classroom-practice-1'
const CODE = 'A1'

const cards = (page: Page) => page.getByRole('list', { name: 'Lessons' }).locator('[data-lesson]')
const card = (page: Page, n: number) =>
  cards(page).filter({ has: page.getByRole('link', { name: `Lesson ${n}`, exact: true }) })

/** A library that many wrote and this machine has never seen, and a person who says one thing more in one of its lessons. */
async function opensFirst(app: App): Promise<void> {
  await app.kill()
  await rm(app.library, { recursive: true, force: true })
  const tagged = { rubricId: RUBRIC, code: CODE, every: EVERY } as const
  await layLibrary(app.library, { lessons: LESSONS, writers: 20, writersOfLesson: 4, each: 50, tagged })
  await app.restart()
  asAna(app, 'comment', 'Lesson 3', '--at', '0:02', '--text', 'One more.')
}

const asked = z.object({ json: z.object({ ids: z.array(z.string()), marks: z.boolean().optional() }) })

/** Keeps what is asked of conversations from the host until each kind is let go. */
async function holdSummaries(context: BrowserContext) {
  const held = { sight: [] as Route[], background: [] as Route[] }
  const free = { sight: false, background: false }
  await context.route('**/rpc/lessons/summaries', async route => {
    const { json } = asked.parse(route.request().postDataJSON())
    const kind = json.marks ? 'sight' : 'background'
    if (free[kind]) await route.continue()
    else held[kind].push(route)
  })
  return async (kind: keyof typeof held) => {
    free[kind] = true
    await Promise.all(held[kind].splice(0).map(route => route.continue()))
  }
}

test('a large library of others stands at once; what was said in it is read behind that', async ({
  app,
  context,
}) => {
  await opensFirst(app)
  const letGo = await holdSummaries(context)
  const page = await app.open()

  // Every lesson stands, in order, and none says how much was said in it.
  await expect(page.getByText(`${LESSONS} lessons`)).toBeVisible()
  await expect(cards(page)).toHaveCount(LESSONS)
  const [first, second] = [card(page, 499), card(page, 498)]
  await expect(first).toBeVisible()
  await expect(first).toContainText('Not read yet')
  await expect(first).not.toContainText(/\d comment/)
  const before = await Promise.all([first, second, card(page, 490)].map(each => each.boundingBox()))
  await pictures(page, 'nothing read')

  await page.getByLabel('Search lessons').fill('lesson 49')
  await expect(cards(page)).toHaveCount(15)
  expect(await axeFindings(page)).toEqual([])
  await page.keyboard.press('Escape')

  // The cards in sight get theirs, and nothing moves.
  await letGo('sight')
  await expect(first).toContainText('200 comments')
  await expect(first).not.toContainText('Not read yet')
  // Nobody knows how long a lesson without a recording is: one mark for each of its four writers.
  await expect(first.locator('i')).toHaveCount(4)
  expect(await Promise.all([first, second, card(page, 490)].map(each => each.boundingBox()))).toEqual(before)
  // What is far out of sight waits, and has no marks in the page.
  await expect(card(page, 0)).toContainText('Not read yet')
  await expect(card(page, 0).locator('i')).toHaveCount(0)

  // Who asks now gets what is known, and hears that the rest is being read.
  await page.getByLabel('Search lessons').fill('nothing has these words')
  await expect(page.getByText('No lesson fits so far')).toBeVisible()
  await expect(page.getByText('No lesson fits', { exact: true })).toBeHidden()
  await page.getByRole('button', { name: 'Show all lessons' }).click()
  await page.getByRole('button', { name: 'Criterion', exact: true }).click()
  await page.getByRole('menuitemcheckbox', { name: new RegExp(CODE) }).click()
  await expect(page.getByRole('menu').getByText(/of 500 lessons read so far/)).toBeVisible()
  await pictures(page, 'menu while reading')
  await page.keyboard.press('Escape')
  await expect(page.getByText(/^\d found · \d+ of 500 lessons read so far$/)).toBeVisible()
  await expect(card(page, 497)).toBeVisible()
  await expect(card(page, 0)).toHaveCount(0)
  expect(await axeFindings(page)).toEqual([])
  await pictures(page, 'filtered while reading')

  // All is read: the answer is whole.
  await letGo('background')
  await expect(page.getByText(`${TAGGED} of ${LESSONS} lessons`, { exact: true })).toBeVisible()
  await expect(cards(page)).toHaveCount(TAGGED)
  await expect(card(page, 0)).toContainText('200 comments')
  await pictures(page, 'filtered')
  await page.getByRole('button', { name: 'Clear the filter Criterion' }).click()
  await expect(cards(page)).toHaveCount(LESSONS)
  await page.getByLabel('Search lessons').fill('nothing has these words')
  await expect(page.getByText('No lesson fits', { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')

  // A card that comes into sight gets its marks.
  await card(page, 0).scrollIntoViewIfNeeded()
  await expect(card(page, 0).locator('i')).toHaveCount(4)
  await page.close()
})

test('a library is put in order by comments once all of it is read', async ({ app, context }) => {
  await opensFirst(app)
  const letGo = await holdSummaries(context)
  const page = await app.open()
  await letGo('sight')
  await page.getByRole('button', { name: /^Order:/ }).click()
  await page.getByRole('menuitemradio', { name: 'Most comments' }).click()
  await expect(page.getByText(/^\d+ of 500 lessons read so far$/)).toBeVisible()
  await expect(cards(page).first()).toContainText('Lesson 499')
  await letGo('background')
  await expect(cards(page).first()).toContainText('Lesson 3')
  await expect(cards(page).first()).toContainText('201 comments')
  await expect(page.getByText(`${LESSONS} lessons`, { exact: true })).toBeVisible()
  await page.close()
})
