import type { RecordingView } from '../../../../electron/contract/api/lessons.ts'
import type { RecordingId } from '../../../../electron/contract/records/recording.ts'

export const layouts = ['one', 'two', 'inset'] as const
/** One picture, two of equal size, or a small one in a corner of the large one. */
export type Layout = (typeof layouts)[number]

export const corners = ['topLeft', 'topRight', 'bottomRight', 'bottomLeft'] as const
export type Corner = (typeof corners)[number]

/** What someone chose to see and hear of a lesson's recordings; what is not there any more counts as not chosen. */
export type AngleChoice = {
  readonly layout: Layout
  readonly corner: Corner
  /** The large picture: drawings are made on it, and it leads the clock. */
  readonly main?: RecordingId | undefined
  readonly other?: RecordingId | undefined
  readonly heard?: RecordingId | undefined
}

/** Which recording stands where, after what was chosen and what there is at this moment. */
export type Arrangement = {
  readonly main: RecordingView | undefined
  readonly other: RecordingView | undefined
  readonly heard: RecordingView | undefined
  /** Whose time is the clock's. */
  readonly lead: RecordingView | undefined
}

type Placed = Pick<RecordingView, 'offsetMs' | 'durationMs'>

export const endOf = ({ offsetMs, durationMs }: Placed): number => offsetMs + durationMs

/** Whether a recording has a picture or sound of that moment of the lesson. */
export const covers = (recording: Placed, atMs: number): boolean =>
  recording.offsetMs <= atMs && atMs <= endOf(recording)

export const playsNow = (recording: RecordingView, atMs: number): boolean =>
  recording.source !== null && covers(recording, atMs)

/** Recordings that play at a moment. */
export const playing = (recordings: readonly RecordingView[], atMs: number): RecordingId[] =>
  recordings.filter(recording => playsNow(recording, atMs)).map(({ id }) => id)

/**
 * Where a picture that was chosen has nothing to show and nothing beside it goes on, another one stands in for it.
 * @param recordings in the order in which they were added
 * @param now those that play at this moment
 */
export function arrange(
  choice: Omit<AngleChoice, 'corner'>,
  recordings: readonly RecordingView[],
  now: readonly RecordingId[],
): Arrangement {
  const plays = (recording: RecordingView | undefined) =>
    recording !== undefined && now.includes(recording.id)
  const find = (id: RecordingId | undefined) => recordings.find(each => each.id === id)
  const wanted = find(choice.main) ?? recordings[0]
  const chosenOther = find(choice.other)
  const beside =
    choice.layout === 'one'
      ? undefined
      : chosenOther && chosenOther.id !== wanted?.id
        ? chosenOther
        : recordings.find(({ id }) => id !== wanted?.id)
  const main =
    plays(wanted) || plays(beside) ? wanted : (recordings.find(recording => plays(recording)) ?? wanted)
  const other = beside?.id === main?.id ? recordings.find(({ id }) => id !== main?.id) : beside
  const inOrder = [find(choice.heard), main, other, ...recordings]
  return {
    main,
    other,
    heard: inOrder.find(recording => plays(recording) && recording?.audioCodec !== undefined),
    lead: inOrder.slice(1).find(plays) ?? main,
  }
}

/** The next in a round; the first where the present one is not among them. */
export function nextOf<T>(list: readonly T[], present: T | undefined): T | undefined {
  const at = present === undefined ? -1 : list.indexOf(present)
  return list[(at + 1) % Math.max(1, list.length)]
}
