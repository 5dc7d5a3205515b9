import type { LessonEntry, RecordingView } from '../../../electron/contract/api/lessons.ts'
import { api } from '../../lib/api.ts'
import { offerUndo, sayDone, sayError } from '../../lib/notices.ts'
import { keys } from '../../lib/queries.ts'
import { queryClient } from '../../lib/queryClient.ts'
import { chooseFiles } from '../../lib/shell.ts'
import { inspect, useLibrary } from './libraryState.ts'

/** Deletes a lesson from the library (never its file) and offers to take that back. */
export async function removeLesson({ id, title }: LessonEntry): Promise<void> {
  if (useLibrary.getState().inspected === id) inspect(undefined)
  const before = queryClient.getQueryData<LessonEntry[]>(keys.lessons)
  queryClient.setQueryData<LessonEntry[]>(keys.lessons, list => list?.filter(lesson => lesson.id !== id))
  try {
    await api.lessons.remove({ id })
    offerUndo(`“${title}” deleted. Its recording stays where it is.`, () => api.lessons.restore({ id }))
  } catch (error) {
    queryClient.setQueryData(keys.lessons, before)
    sayError(error, 'The lesson could not be deleted.')
  }
}

/** Asks where a missing recording is now. */
export async function findRecording({ id }: RecordingView): Promise<void> {
  try {
    const [file] = await chooseFiles('Where is this recording now?')
    if (file === undefined) return
    await api.recordings.relink({ id, file })
    sayDone('Found. The recording plays again.')
  } catch (error) {
    sayError(error)
  }
}
