import { ORPCError } from '@orpc/client'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { RubricView } from '../../../../electron/contract/api/rubrics.ts'
import type { RubricId } from '../../../../electron/contract/records/rubric.ts'
import { api } from '../../../lib/api.ts'
import { keys } from '../../../lib/queries.ts'
import { queryClient } from '../../../lib/queryClient.ts'
import { type History, historyOf, redo, step, undo } from './history.ts'
import { dropRubric, keepRubric, keptRubric } from './keptRubric.ts'
import { soundBody } from './soundBody.ts'
import { chosenIn, type Typed, typedOf } from './typed.ts'

const REST_MS = 500

export interface StudioState {
  readonly history: History<Typed>
  /** A domain's or a criterion's uid; undefined: the rubric itself. */
  readonly chosen: string | undefined
  /** `conflict`: another machine of the same person wrote since; whose words stay is theirs to say. */
  readonly saving: 'saved' | 'waiting' | 'saving' | 'failed' | 'conflict'
  readonly error: unknown
  /** What a screen reader hears next. */
  readonly said: string
}

/** One rubric on the desk: what is typed, its steps back, and the saving of it. */
export interface StudioDesk {
  readonly id: RubricId
  readonly state: StoreApi<StudioState>
  /** @param mark steps of one mark that follow closely are one step back */
  edit(change: (typed: Typed) => Typed, mark?: string): void
  choose(uid: string | undefined): void
  say(words: string): void
  undo(): boolean
  redo(): boolean
  /** Saves now what waits. */
  flush(): Promise<void>
  /** What the library has; taken over where nothing of this page waits. */
  adopt(view: RubricView): void
  /** Settles a conflict. */
  keep(whose: 'mine' | 'theirs'): Promise<void>
  /** Goes on with what was not saved when the page was left. A desk that is only made does nothing: React may make one and not use it. */
  open(): void
  close(): void
}

const isConflict = (error: unknown): boolean =>
  error instanceof ORPCError && error.code === 'input.invalid' && error.data?.subject === 'rev'

/** The same text for what would be saved alike. */
const textOf = (typed: Typed): string => JSON.stringify(soundBody(typed).body)

const current = ({ history }: StudioState): Typed => history.present

export function createDesk(view: RubricView): StudioDesk {
  const { id } = view
  let rev = view.rev ?? ''
  let saved: Typed
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | undefined
  let asked = false
  const first = typedOf(view)
  saved = first
  const state = createStore<StudioState>(() => ({
    history: historyOf(first),
    chosen: undefined,
    saving: 'saved',
    error: undefined,
    said: '',
  }))

  const take = (next: RubricView): void => {
    rev = next.rev ?? ''
    queryClient.setQueryData<RubricView[]>(keys.rubrics, list =>
      list?.map(known => (known.id === next.id ? next : known)),
    )
  }

  /** Undefined where it cannot be read now: then whose words stay is asked, as if they were others. */
  const asInLibrary = async (): Promise<RubricView | undefined> => {
    try {
      return (await api.rubrics.list()).find(each => each.id === id)
    } catch {
      return undefined
    }
  }

  const save = async (): Promise<void> => {
    while (current(state.getState()) !== saved && state.getState().saving !== 'conflict') {
      const typed = current(state.getState())
      state.setState({ saving: 'saving', error: undefined })
      try {
        take(await api.rubrics.update({ id, rev, ...soundBody(typed).body }))
        saved = typed
        if (current(state.getState()) === saved) dropRubric(localStorage, id)
      } catch (error) {
        if (!isConflict(error)) {
          state.setState({ saving: 'failed', error })
          return
        }
        const theirs = await asInLibrary()
        if (!theirs || textOf(typedOf(theirs)) !== textOf(typed)) {
          state.setState({ saving: 'conflict', error })
          return
        }
        // What is there is what was to be saved: this page was left before it heard so.
        take(theirs)
        saved = typed
        if (current(state.getState()) === saved) dropRubric(localStorage, id)
      }
    }
    if (state.getState().saving !== 'conflict') state.setState({ saving: 'saved' })
  }

  const saveWhileAsked = async (): Promise<void> => {
    while (asked) {
      asked = false
      await save()
    }
  }

  const flush = async (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    // What is asked for while a saving runs goes with the next one, never beside it; and it has its own try where that one fails.
    asked = true
    running ??= saveWhileAsked().finally(() => {
      running = undefined
    })
    await running
  }

  const later = (): void => {
    keepRubric(localStorage, id, rev, soundBody(current(state.getState())).body)
    if (state.getState().saving === 'conflict') return
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), REST_MS)
    if (!running) state.setState({ saving: 'waiting' })
  }

  const go = (history: History<Typed> | undefined, said: string): boolean => {
    if (!history) return false
    state.setState(({ chosen }) => {
      const there = chosenIn(history.present, chosen).on !== 'rubric'
      return { history, chosen: there ? chosen : undefined, said }
    })
    later()
    return true
  }

  const reset = (next: RubricView): void => {
    dropRubric(localStorage, id)
    rev = next.rev ?? ''
    saved = typedOf(next)
    state.setState({ history: historyOf(saved), chosen: undefined, saving: 'saved', error: undefined })
  }

  const left = keptRubric(localStorage, id)
  if (left) {
    const typed = typedOf(left.body)
    if (textOf(typed) === textOf(first)) dropRubric(localStorage, id)
    else {
      state.setState({ history: step(historyOf(first), typed, Date.now()) })
      state.setState({ saving: left.rev === rev ? 'waiting' : 'conflict' })
    }
  }

  return {
    id,
    state,
    edit: (change, mark) => {
      const { history } = state.getState()
      const next = step(history, change(history.present), Date.now(), mark)
      if (next === history) return
      state.setState({ history: next })
      later()
    },
    choose: uid => state.setState({ chosen: uid }),
    say: words => state.setState({ said: words }),
    undo: () => go(undo(state.getState().history), 'Taken back.'),
    redo: () => go(redo(state.getState().history), 'Done again.'),
    flush,
    adopt: next => {
      const idle = state.getState().saving === 'saved' && !running
      if (idle && (next.rev ?? '') > rev) reset(next)
    },
    keep: async whose => {
      const list = await api.rubrics.list()
      const theirs = list.find(each => each.id === id)
      if (!theirs) return
      if (whose === 'theirs') {
        take(theirs)
        reset(theirs)
        return
      }
      rev = theirs.rev ?? ''
      state.setState({ saving: 'waiting' })
      await flush()
    },
    open: () => {
      if (state.getState().saving === 'waiting') later()
    },
    close: () => {
      if (timer !== undefined) void flush()
    },
  }
}
