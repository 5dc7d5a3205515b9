import { Button } from '@mantine/core'
import { Download, Pencil, Play, Scissors, Trash2 } from 'lucide-react'
import type { ClipView } from '../../../../electron/contract/api/clips.ts'
import { shownRecording } from '../../../../electron/contract/clips/shownRecording.ts'
import type { LessonId } from '../../../../electron/contract/records/lesson.ts'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import { angleName } from '../../../lib/angleWords.ts'
import { api } from '../../../lib/api.ts'
import { openExport } from '../../../lib/exportDialog.ts'
import { offerUndo, sayError } from '../../../lib/notices.ts'
import { keys, useClips, useLesson } from '../../../lib/queries.ts'
import { queryClient } from '../../../lib/queryClient.ts'
import { counted } from '../../../lib/words.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorPanel } from '../../../ui/ErrorPanel.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { LoadingLines } from '../../../ui/LoadingLines.tsx'
import { choose } from '../angles/anglesStore.ts'
import { usePlayer } from '../player/playerContext.ts'
import { useRoom } from '../room/roomContext.ts'
import classes from './ClipsPanel.module.css'

/** The clips of this lesson: play, change, export. */
export function ClipsPanel({
  lessonId,
  onMakeClip,
}: {
  readonly lessonId: LessonId
  readonly onMakeClip: () => void
}) {
  const { data: clips, error, isPending } = useClips(lessonId)
  if (isPending) return <LoadingLines />
  if (error) return <ErrorPanel error={error} />
  if (clips.length === 0) {
    return (
      <EmptyState
        icon={Scissors}
        title="No clips yet"
        act={
          <Button onClick={onMakeClip} rightSection={<KeyCap combo="e" />}>
            Make clip
          </Button>
        }
      >
        Set start and end with I and O, then make a clip of that stretch.
      </EmptyState>
    )
  }
  return (
    <div className={classes.panel}>
      <div className={classes.top}>
        <span className="t2 sm">{counted(clips.length, 'clip')}</span>
        <Button
          size="xs"
          variant="default"
          leftSection={<Download size={14} strokeWidth={1.9} aria-hidden="true" />}
          onClick={() => openExport(clips.map(({ id }) => id))}
        >
          {clips.length === 1 ? 'Export' : 'Export all'}
        </Button>
      </div>
      <ul>
        {clips.map(clip => (
          <ClipRow key={clip.id} clip={clip} />
        ))}
      </ul>
    </div>
  )
}

function ClipRow({ clip }: { readonly clip: ClipView }) {
  const player = usePlayer()
  const room = useRoom()
  const recordings = useLesson(room.lessonId).data?.recordings ?? []
  const shown = shownRecording(clip, recordings)
  const play = () => {
    // One sees what the exported clip will show.
    if (clip.recordingId && shown && recordings.length > 1)
      choose(room.angles, room.lessonId, { main: shown.id })
    player.playRange(clip.fromMs, clip.toMs)
  }
  return (
    <li className={classes.clip}>
      <IconButton icon={Play} label={`Play ${clip.title}`} variant="default" onClick={play} />
      <div className={classes.words}>
        <div className={classes.title} dir="auto">
          {clip.title}
        </div>
        <div className={classes.meta}>
          {formatTimecode(clip.fromMs)} – {formatTimecode(clip.toMs)} ·{' '}
          {Math.max(1, Math.round((clip.toMs - clip.fromMs) / 1000))} s · {counted(clip.comments, 'comment')}
          {recordings.length > 1 && shown && ` · ${angleName(shown)}`}
        </div>
      </div>
      <IconButton
        icon={Pencil}
        label={`Change ${clip.title}`}
        iconSize={16}
        onClick={() =>
          room.ui.setState({
            clipPrompt: {
              id: clip.id,
              title: clip.title,
              place: { atMs: clip.fromMs, toMs: clip.toMs },
              recordingId: shown?.id,
            },
          })
        }
      />
      <IconButton
        icon={Trash2}
        label={`Delete ${clip.title}`}
        iconSize={16}
        onClick={() => void removeClip(clip)}
      />
      <IconButton
        icon={Download}
        label={`Export ${clip.title}`}
        iconSize={17}
        onClick={() => openExport([clip.id])}
      />
    </li>
  )
}

async function removeClip({ id, lessonId }: ClipView): Promise<void> {
  const again = () => queryClient.invalidateQueries({ queryKey: keys.clips() })
  queryClient.setQueryData<ClipView[]>(keys.clips(lessonId), list => list?.filter(clip => clip.id !== id))
  try {
    await api.clips.remove({ id })
    offerUndo(
      'Clip deleted',
      async () => {
        await api.clips.restore({ id })
        await again()
      },
      async () => {
        await api.clips.remove({ id })
        await again()
      },
    )
  } catch (error) {
    sayError(error, 'The clip was not deleted.')
  }
  await again()
}
