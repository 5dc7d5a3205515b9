import { create } from 'zustand'
import type { Found } from '../../../electron/contract/api/search.ts'
import type { ClipId } from '../../../electron/contract/records/clip.ts'
import { type ClipFacet, type ClipFilter, type ClipOrder, noClipFilter } from './clipFilter.ts'

/** The dialog that is open over the clips. */
export type ClipsDialog = 'fromComments' | 'exemplify'

interface ClipsState {
  /** The clip whose details are open. */
  readonly open: ClipId | undefined
  /** The place in a lesson that was found and is open. */
  readonly moment: Found | undefined
  /** How often something was asked to play: another number plays what is open from its start. */
  readonly plays: number
  /** Clips ticked for an act on several. */
  readonly ticked: ReadonlySet<ClipId>
  readonly filter: ClipFilter
  readonly order: ClipOrder
  /** The words in the search box. */
  readonly text: string
  readonly dialog: ClipsDialog | undefined
}

/** How the clips were left; it lasts as long as the window. */
export const useClipsState = create<ClipsState>()(() => ({
  open: undefined,
  moment: undefined,
  plays: 0,
  ticked: new Set(),
  filter: noClipFilter,
  order: 'newest',
  text: '',
  dialog: undefined,
}))

export const openClip = (open: ClipId | undefined): void =>
  useClipsState.setState({ open, moment: undefined, plays: 0 })
export const playClip = (open: ClipId): void =>
  useClipsState.setState(({ plays }) => ({ open, moment: undefined, plays: plays + 1 }))
export const playMoment = (moment: Found): void =>
  useClipsState.setState(({ plays }) => ({ open: undefined, moment, plays: plays + 1 }))

export const untickAll = (): void => useClipsState.setState({ ticked: new Set() })
export const tickAll = (ids: readonly ClipId[]): void =>
  useClipsState.setState(({ ticked }) => ({ ticked: new Set([...ticked, ...ids]) }))
export const tick = (id: ClipId): void =>
  useClipsState.setState(({ ticked }) => {
    const next = new Set(ticked)
    if (!next.delete(id)) next.add(id)
    return { ticked: next }
  })

export const search = (text: string): void => useClipsState.setState({ text, moment: undefined })
export const setClipFilter = (part: Partial<ClipFilter>): void =>
  useClipsState.setState(({ filter }) => ({ filter: { ...filter, ...part } }))
export const chooseInFacet = (facet: ClipFacet, values: readonly string[]): void =>
  useClipsState.setState(({ filter }) => ({
    filter: { ...filter, chosen: { ...filter.chosen, [facet]: values } },
  }))
export const clearClipFilter = (): void => useClipsState.setState({ filter: noClipFilter })
export const setClipOrder = (order: ClipOrder): void => useClipsState.setState({ order })
export const openDialog = (dialog: ClipsDialog | undefined): void => useClipsState.setState({ dialog })
