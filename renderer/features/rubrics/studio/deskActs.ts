import { offerUndo } from '../../../lib/notices.ts'
import { addCriterion, addDomain, bindKey, copyCriterion, movePart, putBack, removePart } from './edits.ts'
import type { StudioDesk } from './studioStore.ts'
import { chosenIn, type Typed } from './typed.ts'

const typedNow = (desk: StudioDesk): Typed => desk.state.getState().history.present
const chosenNow = (desk: StudioDesk) => chosenIn(typedNow(desk), desk.state.getState().chosen)

/** Adds something, chooses it, and goes to its name. */
function add(desk: StudioDesk, make: (typed: Typed) => { typed: Typed; uid: string } | undefined): void {
  const made = make(typedNow(desk))
  if (!made) return
  desk.edit(() => made.typed)
  desk.choose(made.uid)
  // The form of what was added is there with the next frame.
  requestAnimationFrame(() => document.querySelector<HTMLInputElement>('[data-first-field] input')?.focus())
}

export const newCriterion = (desk: StudioDesk): void =>
  add(desk, typed => addCriterion(typed, desk.state.getState().chosen))
export const newDomain = (desk: StudioDesk): void =>
  add(desk, typed => addDomain(typed, desk.state.getState().chosen))
export const duplicateChosen = (desk: StudioDesk): void =>
  add(desk, typed => copyCriterion(typed, desk.state.getState().chosen ?? ''))

export function moveChosen(desk: StudioDesk, by: 1 | -1): void {
  const { chosen } = desk.state.getState()
  if (chosen === undefined) return
  const before = typedNow(desk)
  desk.edit(typed => movePart(typed, chosen, by))
  const typed = typedNow(desk)
  if (typed === before) {
    desk.say(by > 0 ? 'It is the last already.' : 'It is the first already.')
    return
  }
  const now = chosenIn(typed, chosen)
  if (now.on === 'domain') desk.say(`Domain ${now.place + 1} of ${typed.domains.length}.`)
  if (now.on === 'criterion')
    desk.say(`${now.place + 1} of ${now.domain.criteria.length} in ${now.domain.title || 'this domain'}.`)
}

/** Takes what is chosen away, and offers it back for 10 s; whatever is written meanwhile stays. */
export function removeChosen(desk: StudioDesk): void {
  const before = typedNow(desk)
  const was = chosenNow(desk)
  if (was.on === 'rubric') return
  const part = was.on === 'domain' ? was.domain : was.criterion
  const { typed, next } = removePart(before, part.uid)
  desk.edit(() => typed)
  desk.choose(next)
  const name = part.title.trim() || (was.on === 'domain' ? 'Untitled domain' : was.criterion.code)
  const count = was.on === 'domain' ? was.domain.criteria.length : 0
  const what =
    count > 0 ? `“${name}” and its ${count === 1 ? 'criterion' : `${count} criteria`}` : `“${name}”`
  offerUndo(`${what} deleted.`, async () => {
    desk.edit(now => putBack(now, before, part.uid))
    desk.choose(part.uid)
    await desk.flush()
  })
}

export function bindChosen(desk: StudioDesk, digit: number | undefined): void {
  const was = chosenNow(desk)
  if (was.on !== 'criterion') return
  desk.edit(typed => bindKey(typed, was.criterion.uid, digit))
  desk.say(digit === undefined ? 'Its key goes by the order.' : `Key ${digit} tags it.`)
}
