import { expect } from 'playwright/test'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { type App, test } from './fixtures/app.ts'
import { axeFindings } from './fixtures/axe.ts'
import { importLesson } from './fixtures/lessons.ts'
import { addPerson, type ReviewRoom, reviewRoom } from './fixtures/reviewRoom.ts'

const coach = ['--as', 'Marcus Bell', '--role', 'coach']
const title = 'Verbs we use in class'

/** A real lesson with a few comments by the coach, opened by the coach and the teacher. */
async function openForTwo(
  app: App,
  said: readonly (readonly [string, string, string])[],
): Promise<ReviewRoom> {
  const lesson = importLesson(app, corpusFile('googlework-short.mp4'), '--title', title, ...coach)
  for (const [at, kind, text] of said)
    app.run('comment', lesson, '--at', at, '--kind', kind, '--text', text, ...coach)
  const page = await app.open()
  await page
    .getByRole('link', { name: new RegExp(title) })
    .first()
    .click()
  const room = reviewRoom(page)
  await expect(room.composer).toBeVisible()
  await addPerson(page, 'Ana Reyes', 'Teacher')
  return room
}

/** The clock says the time of the frame that is on at that second. */
const expectClock = (room: ReviewRoom, seconds: number) =>
  expect.poll(async () => Math.abs(Number((await room.clock())?.split(':')[1]) - seconds)).toBeLessThan(0.05)

const said = [
  ['0:02', 'evidence', 'You sign LEARN, then wait four seconds.'],
  ['0:05', 'noticing', 'Luis copies with his left hand.'],
  ['0:08', 'wondering', 'What if they sign it first?'],
] as const

// Left before the host stops, or the page would complain that it lost it.
test.afterEach(async ({ context }) => {
  for (const page of context.pages()) await page.close()
})
test.skip(!corpusDir, 'the corpus of real recordings is not on this machine')

test('a comment is answered without words, by key and by click, and all of it is taken back and done again', async ({
  app,
}) => {
  const room = await openForTwo(app, said)
  const { page, card } = room
  await room.speakAs('Ana Reyes')
  const first = card('You sign LEARN')
  await first.getByRole('button', { name: /go to 0:02/ }).click()
  await room.letGo()
  await page.keyboard.press('Shift+Y')
  const reactions = first.getByRole('list', { name: 'Reactions' })
  await expect(reactions).toHaveText(/Agree/)
  await expect(first.getByRole('button', { name: /^Agree/ })).toHaveAttribute('aria-pressed', 'true')
  await first.getByRole('button', { name: 'New to me' }).click()
  await expect(reactions).toHaveText(/New to me/)

  await room.letGo()
  await page.keyboard.press('Control+z')
  await expect(page.getByText('Undone: “New to me”')).toBeVisible()
  await expect(first.getByRole('button', { name: /^New to me/ })).toHaveAttribute('aria-pressed', 'false')
  await page.keyboard.press('Control+z')
  await expect(first.getByRole('button', { name: /^Agree/ })).toHaveAttribute('aria-pressed', 'false')
  await page.keyboard.press('Control+Shift+z')
  await expect(first.getByRole('button', { name: /^Agree/ })).toHaveAttribute('aria-pressed', 'true')

  // The coach’s history is another one: there is nothing of his to undo.
  await room.speakAs('Marcus Bell')
  await room.letGo()
  await page.keyboard.press('Control+z')
  await expect(page.getByText('Nothing of yours to undo here')).toBeVisible()
  await expect(reactions).toHaveText(/Agree/)

  // Another page, and the command line’s host behind it, say the same.
  const other = await app.open()
  await other
    .getByRole('link', { name: new RegExp(title) })
    .first()
    .click()
  await expect(other.getByRole('list', { name: 'Reactions' })).toHaveText(/Agree/)
  await other.close()
})

test('what was said, changed, answered and deleted comes back step by step', async ({ app }) => {
  const room = await openForTwo(app, said)
  const { page, card } = room
  await room.speakAs('Marcus Bell')
  await room.letGo()
  await page.keyboard.press('c')
  await page.keyboard.type('Three pairs turn to each other.')
  await page.keyboard.press('Control+Enter')
  const mine = card('Three pairs turn')
  await expect(mine).toBeVisible()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()

  await mine.getByRole('button', { name: /go to/ }).first().click()
  await mine.getByRole('button', { name: 'Edit' }).click()
  await mine.getByRole('textbox', { name: 'Comment' }).fill('Four pairs turn to each other.')
  await page.keyboard.press('Control+Enter')
  const changed = card('Four pairs turn')
  await expect(changed).toBeVisible()

  await changed.getByRole('button', { name: 'Reply' }).click()
  await page.keyboard.type('And two write.')
  await page.keyboard.press('Control+Enter')
  await expect(changed.getByRole('list', { name: 'Replies' })).toHaveText(/And two write/)
  await changed.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(changed).toBeHidden()

  await room.letGo()
  const undo = () => page.keyboard.press('Control+z')
  await undo()
  await expect(changed.getByRole('list', { name: 'Replies' })).toHaveText(/And two write/)
  await undo()
  await expect(changed.getByRole('list', { name: 'Replies' })).toBeHidden()
  await undo()
  await expect(mine).toBeVisible()
  await undo()
  await expect(mine).toBeHidden()
  for (let step = 0; step < 4; step++) await page.keyboard.press('Control+y')
  await expect(changed).toBeHidden()
  await undo()
  await expect(changed.getByRole('list', { name: 'Replies' })).toHaveText(/And two write/)
})

test('an act that another’s later change made impossible is passed over, and said', async ({ app }) => {
  const room = await openForTwo(app, said)
  const { page, card } = room
  await room.speakAs('Marcus Bell')
  const edit = async (on: ReviewRoom, words: string, to: string) => {
    const it = on.card(words)
    await it.getByRole('button', { name: /go to/ }).first().click()
    await it.getByRole('button', { name: 'Edit' }).click()
    await it.getByRole('textbox', { name: 'Comment' }).fill(to)
    await on.page.keyboard.press('Control+Enter')
    await expect(on.card(to)).toBeVisible()
  }
  await edit(room, 'Luis copies', 'Luis copies with his right hand.')
  const otherPage = await app.open()
  await otherPage
    .getByRole('link', { name: new RegExp(title) })
    .first()
    .click()
  const other = reviewRoom(otherPage)
  await edit(other, 'Luis copies', 'Luis copies with both hands.')
  await expect(card('both hands')).toBeVisible()
  await otherPage.close()
  await room.letGo()
  await page.keyboard.press('Control+z')
  await expect(page.getByText('The comment was changed again since, and stays as it is now.')).toBeVisible()
  await expect(card('both hands')).toBeVisible()
})

test('what was talked through folds away, by whom it says, and the filter finds it', async ({ app }) => {
  const room = await openForTwo(app, said)
  const { page, card } = room
  await room.speakAs('Ana Reyes')
  const wondering = card('What if they sign')
  await wondering.getByRole('button', { name: /go to 0:08/ }).click()
  await room.letGo()
  await page.keyboard.press('Shift+D')
  await expect(wondering).toContainText('Resolved by Ana Reyes')
  await expect(wondering.getByRole('button', { name: 'Open again' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(wondering.getByRole('button', { name: 'Open again' })).toBeHidden()
  await expect(wondering).toContainText('Resolved by Ana Reyes')

  await page.getByRole('button', { name: 'Filter' }).click()
  await page.getByRole('checkbox', { name: /Open/ }).click()
  await page.keyboard.press('Escape')
  await expect(wondering).toBeHidden()
  await expect(card('You sign LEARN')).toBeVisible()
  expect(await axeFindings(page, 'aside')).toEqual([])
})

test('the lesson is searched by key: what is found is counted, lit up, and gone through', async ({ app }) => {
  const room = await openForTwo(app, said)
  const { page } = room
  await room.letGo()
  await page.keyboard.press('/')
  const field = page.getByRole('textbox', { name: 'Search this lesson' })
  await expect(field).toBeFocused()
  await page.keyboard.type('SIGN')
  const search = page.getByRole('search')
  await expect(search.getByRole('status')).toHaveText(/2 found/)
  await expect
    .poll(() => page.evaluate(() => [...(CSS.highlights.get('debrief-found') ?? [])].map(String)))
    .toEqual(['sign', 'sign'])
  await page.keyboard.press('Enter')
  await expect(search.getByRole('status')).toHaveText(/1 of 2/)
  await expectClock(room, 2)
  await page.keyboard.press('Enter')
  await expectClock(room, 8)
  await page.keyboard.press('Shift+Enter')
  await expectClock(room, 2)
  expect(await axeFindings(page, 'aside')).toEqual([])
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(field).toBeHidden()
  await page.keyboard.press('Control+f')
  await expect(field).toBeFocused()
})

test('words are helped along: a starter, a quiet hint, bold by key; and the hints can be turned off', async ({
  app,
}) => {
  const room = await openForTwo(app, said)
  const { page, composer } = room
  await room.speakAs('Marcus Bell')
  await composer.getByText('Evidence', { exact: true }).click()
  const field = composer.getByRole('textbox', { name: /Comment by Marcus Bell/ })
  await field.focus()
  await page.keyboard.press('Alt+s')
  await expect(field).toHaveValue('I saw ')
  await page.keyboard.press('Alt+s')
  await expect(field).toHaveValue('I heard ')
  await page.keyboard.type('a boring question')
  const hint = composer.getByRole('status')
  await expect(hint).toHaveText(/“boring” judges/)
  await hint.getByRole('button').click()
  expect(await page.evaluate(() => document.getSelection()?.toString())).toBe('boring')
  await page.keyboard.press('Control+b')
  await expect(field).toHaveValue('I heard a **boring** question')
  // Typing has its own undo: it takes back letters, and nothing that was saved.
  await page.keyboard.press('Control+z')
  await expect(field).toHaveValue('I heard a boring question')
  // What a pupil said is not judged.
  await field.fill('Sami says “this is boring”.')
  await expect(hint).toHaveText('')
  await field.fill('A boring question')
  expect(await axeFindings(page, 'aside')).toEqual([])
  await composer.getByRole('button', { name: 'Turn these hints off' }).click()
  await expect(composer.getByText(/judges/)).toBeHidden()
  // It never stood in the way of saving.
  await page.keyboard.press('Control+Enter')
  await expect(room.card('A boring question')).toBeVisible()
})

test('settings: how long before a comment the picture begins, and one’s own starters', async ({ app }) => {
  const room = await openForTwo(app, said)
  const { page, card } = room
  await page.goto(`${page.url().split('#')[0]}#/settings`)
  await page
    .getByRole('combobox', { name: 'Begin so long before a comment' })
    .selectOption({ label: '2 s before' })
  await page.getByRole('textbox', { name: 'Starters for noticing' }).fill('At the board,')
  await page.getByRole('textbox', { name: 'Starters for noticing' }).blur()
  await page.goBack()
  await card('Luis copies').getByRole('button', { name: /go to/ }).click()
  await expectClock(room, 3)
  await expect(room.composer.getByRole('button', { name: 'Begin with: At the board,' })).toBeVisible()
})
