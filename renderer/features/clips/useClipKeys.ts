import type { RefObject } from 'react'
import type { ClipView } from '../../../electron/contract/api/clips.ts'
import { type Act, useKeys } from '../../lib/keys.ts'
import { removeClips } from './clipActs.ts'
import { openClip, openDialog, playClip, tickAll, untickAll, useClipsState } from './clipsState.ts'

/** The clip whose card holds the focus. */
const focusedClip = (): string | undefined =>
  document.activeElement?.closest<HTMLElement>('[data-clip]')?.dataset.clip

/** What can be done with clips, by key and in the palette. */
export function useClipKeys({
  subject,
  shown,
  exportThem,
  box,
}: {
  /** The clips that are ticked, or else the one that is open. */
  readonly subject: readonly ClipView[]
  readonly shown: readonly ClipView[]
  readonly exportThem: () => void
  readonly box: RefObject<HTMLInputElement | null>
}): void {
  const { open, moment, ticked } = useClipsState()
  const group = 'Clips'
  const acts: readonly Act[] = [
    {
      id: 'clips.search',
      title: 'Search clips, comments, transcripts and lessons',
      group,
      keys: ['/'],
      run: () => box.current?.focus(),
    },
    {
      id: 'clips.export',
      title: 'Export clips',
      group,
      keys: ['mod+e'],
      disabled: shown.length === 0,
      run: exportThem,
    },
    {
      id: 'clips.play',
      title: 'Play the clip in focus',
      group,
      keys: ['p'],
      disabled: shown.length === 0,
      run: () => {
        const clip = shown.find(({ id }) => id === (focusedClip() ?? open)) ?? shown[0]
        if (clip) playClip(clip.id)
      },
    },
    {
      id: 'clips.fromComments',
      title: 'Make clips of all comments with a criterion',
      group,
      run: () => openDialog('fromComments'),
    },
    {
      id: 'clips.exemplify',
      title: 'Mark the chosen clips as examples of a criterion',
      group,
      disabled: subject.length === 0,
      run: () => openDialog('exemplify'),
    },
    {
      id: 'clips.tickAll',
      title: 'Tick all clips shown',
      group,
      keys: ['mod+a'],
      notInFields: true,
      disabled: shown.length === 0,
      run: () => tickAll(shown.map(({ id }) => id)),
    },
    {
      id: 'clips.remove',
      title: 'Delete the chosen clips',
      group,
      keys: ['delete'],
      disabled: subject.length === 0,
      run: () => void removeClips(subject),
    },
    {
      id: 'clips.close',
      title: 'Close the details, or untick all',
      group,
      keys: ['escape'],
      keyOnly: true,
      disabled: open === undefined && moment === undefined && ticked.size === 0,
      run: () => (open !== undefined || moment !== undefined ? openClip(undefined) : untickAll()),
    },
  ]
  useKeys(acts)
}
