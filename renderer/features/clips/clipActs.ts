import type { ClipsFromComments, ClipView } from '../../../electron/contract/api/clips.ts'
import type { Found } from '../../../electron/contract/api/search.ts'
import type { RubricId } from '../../../electron/contract/records/rubric.ts'
import { api } from '../../lib/api.ts'
import { offerUndo, sayDone, sayError } from '../../lib/notices.ts'
import { keys } from '../../lib/queries.ts'
import { queryClient } from '../../lib/queryClient.ts'
import { counted } from '../../lib/words.ts'
import { openClip, useClipsState } from './clipsState.ts'

/** Deletes clips (never the recording) and offers to take that back. */
export async function removeClips(clips: readonly ClipView[]): Promise<void> {
  if (clips.length === 0) return
  const ids = new Set(clips.map(({ id }) => id))
  const { open, ticked } = useClipsState.getState()
  if (open && ids.has(open)) openClip(undefined)
  useClipsState.setState({ ticked: new Set([...ticked].filter(id => !ids.has(id))) })
  queryClient.setQueryData<ClipView[]>(keys.clips(), list => list?.filter(({ id }) => !ids.has(id)))
  const outcomes = await Promise.allSettled(clips.map(({ id }) => api.clips.remove({ id })))
  const gone = clips.filter((_clip, at) => outcomes[at]?.status === 'fulfilled')
  const refused = outcomes.find(outcome => outcome.status === 'rejected')
  if (refused) {
    sayError(
      refused.reason,
      clips.length === 1 ? 'The clip could not be deleted.' : 'Some clips could not be deleted.',
    )
    await queryClient.invalidateQueries({ queryKey: keys.clips() })
  }
  const [first] = gone
  if (!first) return
  offerUndo(gone.length === 1 ? `“${first.title}” deleted` : `${gone.length} clips deleted`, () =>
    Promise.all(gone.map(({ id }) => api.clips.restore({ id }))),
  )
}

const readAgain = () => queryClient.invalidateQueries({ queryKey: keys.clips() })

/** Makes a clip of a moment that was found, and opens it. */
export async function clipOfMoment(
  { lessonId, text, recordingId }: Found,
  stretch: { readonly fromMs: number; readonly toMs: number },
): Promise<void> {
  try {
    const title = [...text.replace(/\s+/g, ' ').trim()].slice(0, 120).join('')
    const clip = await api.clips.add({ lessonId, title, ...stretch, ...(recordingId && { recordingId }) })
    await readAgain()
    openClip(clip.id)
    offerUndo(`Clip “${clip.title}” made`, async () => {
      await api.clips.remove({ id: clip.id })
      await readAgain()
    })
  } catch (error) {
    sayError(error, 'The clip could not be made.')
  }
}

/** Says of clips that they are examples of a criterion, or takes that back. */
export async function exemplify(
  clips: readonly ClipView[],
  wish: { readonly rubricId: RubricId; readonly code: string; readonly level?: string },
  on: boolean,
): Promise<boolean> {
  const { rubricId, code } = wish
  const said = ({ exemplarOf }: ClipView) =>
    exemplarOf.find(each => each.rubricId === rubricId && each.code === code)
  // What each said before, so that all that said the same say it again in one act.
  const before = new Map<string | null | undefined, ClipView[]>()
  for (const clip of clips) {
    const was = said(clip)
    const level = was && (was.level ?? null)
    before.set(level, [...(before.get(level) ?? []), clip])
  }
  try {
    await api.clips.exemplify({ clipIds: clips.map(({ id }) => id), ...wish, on })
    await readAgain()
    const what = clips.length === 1 ? `“${clips[0]?.title}”` : counted(clips.length, 'clip')
    offerUndo(on ? `${what} marked as an example` : `${what} no longer an example`, async () => {
      for (const [level, some] of before)
        await api.clips.exemplify({
          clipIds: some.map(({ id }) => id),
          rubricId,
          code,
          ...(typeof level === 'string' && { level }),
          on: level !== undefined,
        })
      await readAgain()
    })
    return true
  } catch (error) {
    sayError(error, 'The clips could not be marked.')
    return false
  }
}

/** Puts clips into a collection, made where there is none of that title. */
export async function addToCollection(clips: readonly ClipView[], title: string): Promise<void> {
  try {
    const { id, clips: before } = await api.collections.add({ title })
    const there = new Set(before.map(clip => clip.id))
    const added = clips.map(clip => clip.id).filter(clip => !there.has(clip))
    const again = () =>
      Promise.all([readAgain(), queryClient.invalidateQueries({ queryKey: keys.collections })])
    if (added.length > 0) await api.collections.addClips({ id, clipIds: added })
    await again()
    if (added.length === 0) {
      sayDone(clips.length === 1 ? `It is in “${title}” already` : `They are in “${title}” already`)
      return
    }
    offerUndo(`${counted(added.length, 'clip')} added to “${title}”`, async () => {
      await api.collections.removeClips({ id, clipIds: added })
      await again()
    })
  } catch (error) {
    sayError(error, 'The clips could not be added.')
  }
}

/** Makes clips of all comments with a criterion. @returns whether it was done */
export async function makeFromComments(wish: ClipsFromComments): Promise<boolean> {
  try {
    const made = await api.clips.addFromComments(wish)
    await readAgain()
    offerUndo(`${counted(made.length, 'clip')} made`, async () => {
      await Promise.all(made.map(({ id }) => api.clips.remove({ id })))
      await readAgain()
    })
    return true
  } catch (error) {
    sayError(error, 'The clips could not be made.')
    return false
  }
}
