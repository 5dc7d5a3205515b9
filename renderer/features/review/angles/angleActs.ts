import type { LessonView, RecordingView } from '../../../../electron/contract/api/lessons.ts'
import { angleName, offsetWords } from '../../../lib/angleWords.ts'
import { importByFile } from '../../../lib/importing.ts'
import type { Act } from '../../../lib/keys.ts'
import { trackWords } from '../../../lib/trackWords.ts'
import { frameMsOf } from '../player/frameTime.ts'
import { announce, type Room } from '../room/Room.ts'
import { chooseTrack, lineUp, nudgeAngle } from './angleChanges.ts'
import { choose } from './anglesStore.ts'
import { type Arrangement, corners, type Layout, nextOf } from './arrangement.ts'
import { canLineUp } from './useLineUp.ts'

const layoutWords: Record<Layout, string> = {
  one: 'One picture.',
  two: 'Two pictures.',
  inset: 'Picture in picture.',
}

/** The angle that is moved by keys: of those in sight, the one that is not the lesson's clock. */
export const movable = (
  recordings: readonly RecordingView[],
  { main, other }: Pick<Arrangement, 'main' | 'other'>,
): RecordingView | undefined => [other, main].find(each => each && each.id !== recordings[0]?.id)

/** @param beside whether another lesson stands beside this one */
export function angleActs(
  room: Room,
  lesson: LessonView,
  arrangement: Arrangement,
  { beside, readOnly }: { readonly beside: boolean; readonly readOnly: boolean },
): Act[] {
  const group = 'Angles and other lessons'
  const { recordings } = lesson
  const alone = recordings.length < 2
  const { main, other, heard } = arrangement
  const moved = movable(recordings, arrangement)
  const { layout, corner } = room.angles.getState().choice
  const set = (change: Parameters<typeof choose>[2], words: string) => {
    choose(room.angles, room.lessonId, change)
    announce(room, words)
  }
  const nudge = (byMs: number) => {
    if (!moved) announce(room, 'The first recording is the lesson’s clock. Show another angle to move it.')
    else
      announce(room, `${angleName(moved)} begins at ${offsetWords(nudgeAngle(room.lessonId, moved, byMs))}.`)
  }
  const frameMs = frameMsOf(moved?.fps)
  const fixed = alone || readOnly
  return [
    {
      id: 'angles.next',
      title: other ? 'Swap the two angles' : 'Next angle',
      group,
      keys: ['a'],
      disabled: alone,
      run: () => {
        const next =
          other ??
          nextOf(
            recordings,
            recordings.find(({ id }) => id === main?.id),
          )
        if (next && main) set({ main: next.id, other: main.id }, `${angleName(next)}.`)
      },
    },
    {
      id: 'angles.other',
      title: 'Another angle in the second place',
      group,
      keys: ['x'],
      disabled: !other || recordings.length < 3,
      run: () => {
        const rest = recordings.filter(({ id }) => id !== main?.id)
        const next = nextOf(
          rest,
          rest.find(({ id }) => id === other?.id),
        )
        if (next) set({ other: next.id }, `${angleName(next)} in the second place.`)
      },
    },
    {
      id: 'angles.layout',
      title: 'One picture, two, or picture in picture',
      group,
      keys: ['v'],
      disabled: alone && !beside,
      run: () => {
        const next = nextOf(beside ? (['two', 'inset'] as const) : (['one', 'two', 'inset'] as const), layout)
        if (next) set({ layout: next }, layoutWords[next])
      },
    },
    {
      id: 'angles.corner',
      title: 'The small picture to the next corner',
      group,
      keys: ['shift+v'],
      disabled: layout !== 'inset' || (alone && !beside),
      run: () => set({ corner: nextOf(corners, corner) ?? corner }, 'Next corner.'),
    },
    {
      id: 'angles.heard',
      title: 'Hear the next angle',
      group,
      keys: ['h'],
      disabled: alone,
      run: () => {
        const audible = recordings.filter(({ audioCodec }) => audioCodec !== undefined)
        const next = nextOf(
          audible,
          audible.find(({ id }) => id === heard?.id),
        )
        if (next) set({ heard: next.id }, `${angleName(next)} is heard.`)
      },
    },
    ...(heard?.soundTracks ?? []).map(
      (track, _, all): Act => ({
        id: `angles.track.${track.stream}`,
        title: `Hear the sound track ${trackWords(track, all)}`,
        group,
        disabled: readOnly || heard?.missing || track.stream === heard?.soundStream,
        run: () => {
          if (heard) void chooseTrack(room.lessonId, heard, track)
        },
      }),
    ),
    {
      id: 'angles.list',
      title: 'Angles of this lesson',
      group,
      keys: ['shift+a'],
      run: () => room.angles.setState({ listed: true }),
    },
    {
      id: 'angles.add',
      title: 'Add an angle: another recording of this lesson',
      group,
      disabled: readOnly,
      run: () => void importByFile({ lessonId: room.lessonId }),
    },
    {
      id: 'angles.align',
      title: moved ? `Line up ${angleName(moved)} by its sound` : 'Line up an angle by its sound',
      group,
      disabled: fixed || !moved || !canLineUp(moved, recordings),
      run: () => {
        if (moved) void lineUp(moved)
      },
    },
    ...(
      [
        ['frame.earlier', 'one frame earlier', 'mod+arrowleft', -frameMs],
        ['frame.later', 'one frame later', 'mod+arrowright', frameMs],
        ['earlier', '0.1 s earlier', 'mod+shift+arrowleft', -100],
        ['later', '0.1 s later', 'mod+shift+arrowright', 100],
      ] as const
    ).map(
      ([id, words, key, byMs]): Act => ({
        id: `angles.${id}`,
        title: `Move the other angle ${words}`,
        group,
        keys: [key],
        keyOnly: true,
        disabled: fixed,
        run: () => nudge(byMs),
      }),
    ),
  ]
}
