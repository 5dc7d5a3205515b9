import { Button } from '@mantine/core'
import { Download, ShieldAlert, SquareArrowOutUpRight, Trash2 } from 'lucide-react'
import { Link } from 'wouter'
import type { ClipView } from '../../../electron/contract/api/clips.ts'
import type { LessonEntry } from '../../../electron/contract/api/lessons.ts'
import { formatTimecode } from '../../../electron/contract/time/timecode.ts'
import { api } from '../../lib/api.ts'
import { openExport } from '../../lib/exportDialog.ts'
import { lessonAddress } from '../../lib/lessonAddress.ts'
import { sayError } from '../../lib/notices.ts'
import { keys, useOptimistic } from '../../lib/queries.ts'
import { SavedField } from '../../ui/SavedField.tsx'
import { ClipComments } from './ClipComments.tsx'
import { ClipPlayer } from './ClipPlayer.tsx'
import { removeClips } from './clipActs.ts'
import { openClip, useClipsState } from './clipsState.ts'
import { Exemplars } from './Exemplars.tsx'
import classes from './Inspector.module.css'
import { Inspector } from './Inspector.tsx'

/** A clip by itself: watch it, name it, read what was said in it, export it. A drawer where the window is narrow. */
export function ClipInspector(props: {
  readonly clip: ClipView
  readonly lesson: LessonEntry | undefined
  readonly place: number
  readonly of: number
}) {
  return (
    <Inspector heading={`Clip ${props.place + 1} of ${props.of}`} onClose={() => openClip(undefined)}>
      <Details {...props} />
    </Inspector>
  )
}

function Details({ clip, lesson }: { readonly clip: ClipView; readonly lesson: LessonEntry | undefined }) {
  const plays = useClipsState(state => state.plays)
  const rename = useOptimistic<string, ClipView, readonly ClipView[]>({
    mutationFn: title => api.clips.update({ id: clip.id, title }),
    key: () => keys.clips(),
    apply: (list, title) => list.map(each => (each.id === clip.id ? { ...each, title } : each)),
    onError: error => sayError(error, 'The clip could not be renamed.'),
  })
  return (
    <div className={classes.details}>
      {lesson && <ClipPlayer clip={clip} lesson={lesson} plays={plays} />}
      <SavedField
        label="Title"
        value={clip.title}
        maxLength={300}
        problem={text => (text.trim() === '' ? 'A clip needs a title.' : undefined)}
        onSave={text => rename.mutate(text.trim())}
      />
      <dl className={classes.facts}>
        <dt>Lesson</dt>
        <dd>
          {lesson ? (
            <Link href={lessonAddress(lesson.id, clip.fromMs)} className={classes.link ?? ''}>
              {lesson.title} <SquareArrowOutUpRight size={13} strokeWidth={1.9} aria-hidden="true" />
            </Link>
          ) : (
            'not in this library'
          )}
        </dd>
        <dt>Where</dt>
        <dd className="tn">
          {formatTimecode(clip.fromMs, 1)} – {formatTimecode(clip.toMs, 1)}
        </dd>
        <dt>Made by</dt>
        <dd>{clip.author.name}</dd>
        {clip.collections.length > 0 && (
          <>
            <dt>Collection</dt>
            <dd>{clip.collections.join(', ')}</dd>
          </>
        )}
      </dl>
      {lesson?.consent?.blocked && (
        <p className={classes.blocked}>
          <ShieldAlert size={16} strokeWidth={1.9} aria-hidden="true" />
          {lesson.consent.state === 'restricted'
            ? 'Its lesson is restricted: this clip stays out of every export.'
            : 'No consent is recorded for its lesson: this clip stays out of every export.'}
        </p>
      )}
      <Exemplars clip={clip} />
      <ClipComments clip={clip} />
      <div className={classes.acts}>
        <Button
          leftSection={<Download size={16} strokeWidth={1.9} aria-hidden="true" />}
          onClick={() => openExport([clip.id])}
        >
          Export clip
        </Button>
        <Button
          variant="subtle"
          leftSection={<Trash2 size={16} strokeWidth={1.9} aria-hidden="true" />}
          onClick={() => void removeClips([clip])}
        >
          Delete clip
        </Button>
      </div>
    </div>
  )
}
