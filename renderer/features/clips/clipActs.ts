import type { ClipView } from '../../../electron/contract/api/clips.ts'
import { api } from '../../lib/api.ts'
import { offerUndo, sayError } from '../../lib/notices.ts'
import { keys } from '../../lib/queries.ts'
import { queryClient } from '../../lib/queryClient.ts'
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
