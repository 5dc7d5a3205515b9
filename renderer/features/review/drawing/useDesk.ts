import { useCallback, useEffect, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import type { RecordingView } from '../../../../electron/contract/api/lessons.ts'
import type { CommentId } from '../../../../electron/contract/records/comment.ts'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import { drawnAt } from '../../../lib/drawnAt.ts'
import { offerUndo } from '../../../lib/notices.ts'
import { useSpeaker } from '../../../lib/speaker.ts'
import { saysSomething } from '../composer/draft.ts'
import type { ShownComment } from '../conversation/shownComments.ts'
import { focusStage } from '../player/focusStage.ts'
import { announce, changeDraft, draftOf, placeNow, type Room } from '../room/Room.ts'
import { useDraftOf, useRoom } from '../room/roomContext.ts'
import { type DeskAct, emptyDesk } from './desk.ts'
import { actOnDesk, type OpenDesk } from './drawingStore.ts'
import { saveDrawing } from './saveDrawing.ts'

/** Keeps what lies on the desk: with the draft on this machine, or with the comment in the library. */
export function keepDesk(room: Room, { target, recordingId, picture, state }: OpenDesk): void {
  const shapes = [...state.shapes]
  const { speaker } = target
  if (target.for === 'draft') {
    const drawing = shapes.length > 0 ? { recordingId, picture, shapes } : undefined
    changeDraft(room, speaker, { do: 'drawing', drawing, here: placeNow(room) })
  } else {
    const place = { lessonId: room.lessonId, commentId: target.commentId, speaker }
    void saveDrawing(place, { recordingId, picture, shapes })
  }
}

/** Does something to the shapes and keeps the outcome. */
export function actAndKeep(room: Room, act: DeskAct): void {
  if (!actOnDesk(room.drawing, act)) return
  const { desk } = room.drawing.getState()
  if (desk) keepDesk(room, desk)
}

/** Ends drawing; what was changed on a comment can be taken back as a whole. */
export function closeDesk(room: Room): void {
  // A label whose words are still being typed is kept.
  if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur()
  const { desk } = room.drawing.getState()
  room.drawing.setState({ desk: undefined })
  focusStage()
  if (desk?.target.for !== 'comment' || desk.state.shapes === desk.before) return
  const { target, recordingId, picture, before } = desk
  const place = { lessonId: room.lessonId, commentId: target.commentId, speaker: target.speaker }
  const after = [...desk.state.shapes]
  offerUndo(
    'Drawing changed',
    () => saveDrawing(place, { recordingId, picture, shapes: [...before] }),
    () => saveDrawing(place, { recordingId, picture, shapes: after }),
  )
}

/** Gives the room the way to open the desk over this recording's picture. @param comments all of the lesson's */
export function useDesk(
  recording: RecordingView,
  comments: readonly ShownComment[],
  readOnly: boolean,
): OpenDesk | undefined {
  const room = useRoom()
  const desk = useStore(room.drawing, ({ desk }) => desk)
  const speaker = useSpeaker(state => state.speaker)
  const { id: recordingId, width, height } = recording
  const picture = useMemo(() => ({ width, height }), [width, height])

  const latest = useRef(comments)
  latest.current = comments
  const begin = useCallback(
    (wanted?: CommentId | 'draft') => {
      const { speaker, present } = useSpeaker.getState()
      if (!speaker) {
        announce(room, 'Say who is here, at the top, to draw.')
        return
      }
      const { player, ui } = room
      player.act({ do: 'pause' })
      const comment = wanted
        ? latest.current.find(({ id }) => id === wanted)
        : chosenOwn(latest.current, { selected: ui.getState().selected, present, nowMs: player.nowMs })
      const open = (target: OpenDesk['target'], drawing: ShownComment['drawings'][number] | undefined) => {
        // What was drawn on a picture of another size is drawn on in that size.
        const shapes = drawing?.shapes ?? []
        room.drawing.setState({
          desk: {
            target,
            recordingId,
            picture: drawing?.picture ?? picture,
            before: shapes,
            state: emptyDesk(shapes),
          },
        })
      }
      if (comment && !comment.unsaved) {
        if (
          drawnAt(
            [{ ...comment, key: '', commentId: '', name: '', colour: 'p1', picture, shapes: [] }],
            player.nowMs,
          ).length === 0
        )
          player.seekTo(comment.atMs)
        ui.setState({ selected: comment.id })
        open(
          { for: 'comment', speaker: comment.author.id, commentId: comment.id },
          comment.drawings.find(
            drawing => drawing.recordingId === undefined || drawing.recordingId === recordingId,
          ),
        )
        announce(room, `Drawing for the comment at ${formatTimecode(comment.atMs)}.`)
        return
      }
      const draft = draftOf(room, speaker)
      // What was begun stays where it was begun, and is drawn there.
      if (!saysSomething(draft)) changeDraft(room, speaker, { do: 'place', place: placeNow(room) })
      else if (draft.place) player.seekTo(draft.place.atMs)
      const { drawing } = draft
      open({ for: 'draft', speaker }, drawing && { ...drawing, id: 'drawing:draft' })
      announce(room, 'Drawing for your next comment.')
    },
    [room, recordingId, picture],
  )
  useEffect(() => {
    // In a library that can only be read nothing is drawn, and nothing offers it.
    if (readOnly) return undefined
    room.drawing.setState({ begin })
    return () => room.drawing.setState(state => (state.begin === begin ? { begin: undefined } : state))
  }, [room, begin, readOnly])
  useEffect(
    () => () => {
      if (room.drawing.getState().desk?.recordingId === recordingId)
        room.drawing.setState({ desk: undefined })
    },
    [room, recordingId],
  )

  // Another speaker, words that were saved, a comment that is gone: there is nothing left to draw for.
  const target = desk?.target
  const kept = useDraftOf(target?.speaker, draft => draft.drawing)
  const lost =
    target !== undefined &&
    (target.for === 'draft'
      ? target.speaker !== speaker ||
        (desk !== undefined && desk.state.shapes.length > 0 && kept === undefined)
      : !comments.some(({ id }) => id === target.commentId))
  useEffect(() => {
    if (lost) room.drawing.setState({ desk: undefined })
  }, [room, lost])
  return lost || desk?.recordingId !== recordingId ? undefined : desk
}

/** The chosen comment, where it is one of the moment and its author, who is here, may draw on it. */
function chosenOwn(
  comments: readonly ShownComment[],
  { selected, present, nowMs }: { selected: string | undefined; present: readonly string[]; nowMs: number },
): ShownComment | undefined {
  const chosen = comments.find(({ id }) => id === selected)
  if (!chosen?.local || chosen.closed || !present.includes(chosen.author.id)) return undefined
  const [on] = drawnAt(
    [
      {
        ...chosen,
        key: '',
        commentId: '',
        name: '',
        colour: 'p1',
        picture: { width: 1, height: 1 },
        shapes: [],
      },
    ],
    nowMs,
  )
  return on && chosen
}
