import { VideoOff } from 'lucide-react'
import type { RecordingView } from '../../../../electron/contract/api/lessons.ts'
import { api } from '../../../lib/api.ts'
import { sayDone, sayError } from '../../../lib/notices.ts'
import { queryClient } from '../../../lib/queryClient.ts'
import { findInFolder } from '../../../lib/relink.ts'
import { chooseFiles } from '../../../lib/shell.ts'
import classes from './Stage.module.css'

/** The file's own name, of a path of any system. */
const nameOf = (path: string) => path.split(/[\\/]/u).at(-1) ?? path

async function findIt(recording: RecordingView): Promise<void> {
  try {
    const [file] = await chooseFiles(`Where is ${nameOf(recording.file)}?`)
    if (file === undefined) return
    await api.recordings.relink({ id: recording.id, file })
    await queryClient.invalidateQueries({ queryKey: ['lesson'] })
    sayDone('The recording was found again.')
  } catch (error) {
    sayError(error, 'This is not the recording.')
  }
}

/** Nothing to play, and nothing lost. It may have moved, lie on a drive, or never have been here: a colleague's, or a guest's of a live session. */
export function MissingRecording({ recording }: { readonly recording: RecordingView }) {
  return (
    <div className={classes.centre}>
      <span className={classes.soundIcon}>
        <VideoOff size={28} strokeWidth={1.7} aria-hidden="true" />
      </span>
      <div className={classes.words} role="status">
        <b>The recording is not on this machine.</b>
        <p>
          Comments are safe. It is called {nameOf(recording.file)}: connect its drive, or show where it is.
        </p>
      </div>
      <button type="button" className={classes.button} onClick={() => void findIt(recording)}>
        Find it
      </button>
      <button type="button" className={classes.button} onClick={() => void findInFolder()}>
        Look in a folder
      </button>
    </div>
  )
}

/** The original is gone and its playable copy is here: one can watch, but not export. */
export function MissingNotice({ recording }: { readonly recording: RecordingView }) {
  return (
    <div className={classes.notice} role="status">
      The recording is not where it was; this is its playable copy. Comments are safe.
      <button type="button" className={classes.button} onClick={() => void findIt(recording)}>
        Find it
      </button>
    </div>
  )
}
