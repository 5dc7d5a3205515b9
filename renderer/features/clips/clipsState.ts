import { create } from 'zustand'
import type { ClipId } from '../../../electron/contract/records/clip.ts'

interface ClipsState {
  /** The clip whose details are open. */
  readonly open: ClipId | undefined
  /** Clips ticked for an act on several. */
  readonly ticked: ReadonlySet<ClipId>
}
export const useClipsState = create<ClipsState>()(() => ({ open: undefined, ticked: new Set() }))

export const openClip = (open: ClipId | undefined): void => useClipsState.setState({ open })
export const untickAll = (): void => useClipsState.setState({ ticked: new Set() })
export const tick = (id: ClipId): void =>
  useClipsState.setState(({ ticked }) => {
    const next = new Set(ticked)
    if (!next.delete(id)) next.add(id)
    return { ticked: next }
  })
