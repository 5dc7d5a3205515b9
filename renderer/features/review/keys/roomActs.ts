import type { RubricView } from '../../../../electron/contract/api/rubrics.ts'
import { NOT_OBSERVED } from '../../../../electron/contract/records/rubric.ts'
import { lessonInsightsAddress } from '../../../lib/addresses.ts'
import type { Act } from '../../../lib/keys.ts'
import { openSend } from '../../../lib/packages.ts'
import { openReport } from '../../../lib/reportDialog.ts'
import { keyedCriteria } from '../../../lib/rubricView.ts'
import { useCalibrationState } from '../calibration/calibrationState.ts'
import { changeActiveDraft, tagActiveDraft } from '../composer/activeDraft.ts'
import { LEVEL_KEYS } from '../composer/levelKeys.ts'
import { toggleWords } from '../composer/wordsOpen.ts'
import type { ShownComment } from '../conversation/shownComments.ts'
import type { Room } from '../room/Room.ts'
import { nextMark, previousMark } from '../timeline/markJump.ts'
import { panView, spanOf, wholeLesson, zoomView } from '../timeline/timeScale.ts'

/** What the acts of the room need beside the room itself. */
export type RoomReach = {
  room: Room
  durationMs: number
  jumpMs: number
  /** What the filters let through, now. */
  shown: () => readonly ShownComment[]
  rubric: RubricView | undefined
  twoPresent: boolean
  writeHere: () => void
  makeClip: () => void
  switchSpeaker: () => void
  select: (comment: ShownComment) => void
  nextRegion: (by: 1 | -1) => void
  letGo: () => void
}

/** Every act of the review room, with the keys of PRODUCT; the `?` sheet and the palette are made of these. */
export const roomActs = (reach: RoomReach): readonly Act[] => [
  ...playbackActs(reach),
  ...commentActs(reach),
  ...rubricActs(reach),
  ...timelineActs(reach),
]

function playbackActs({ room: { player, beside }, jumpMs }: RoomReach): Act[] {
  const group = 'Playback'
  // With another lesson beside, these keys may be its own.
  const at = () => beside.keysPlayer
  const seconds = jumpMs / 1000
  return [
    {
      id: 'play',
      title: 'Play or pause',
      group,
      keys: ['space', 'k'],
      run: () => at().act({ do: 'toggle' }),
    },
    {
      id: 'slower',
      title: 'Slower, then back',
      group,
      keys: ['j'],
      keyOnly: true,
      run: () => at().act({ do: 'slower' }),
    },
    {
      id: 'faster',
      title: 'Play, then faster',
      group,
      keys: ['l'],
      keyOnly: true,
      run: () => at().act({ do: 'faster' }),
    },
    {
      id: 'jump.back',
      title: `Back ${seconds} s`,
      group,
      keys: ['arrowleft'],
      keyOnly: true,
      run: () => at().jump(-jumpMs),
    },
    {
      id: 'jump.on',
      title: `On ${seconds} s`,
      group,
      keys: ['arrowright'],
      keyOnly: true,
      run: () => at().jump(jumpMs),
    },
    {
      id: 'frame.back',
      title: 'One frame back',
      group,
      keys: [','],
      keyOnly: true,
      run: () => void at().step(-1),
    },
    {
      id: 'frame.on',
      title: 'One frame on',
      group,
      keys: ['.'],
      keyOnly: true,
      run: () => void at().step(1),
    },
    { id: 'mute', title: 'Sound on or off', group, keys: ['m'], run: () => player.toggleMuted() },
  ]
}

function commentActs(reach: RoomReach): Act[] {
  const group = 'Comments'
  const { room } = reach
  const go = (find: typeof nextMark) => {
    const comments = reach.shown()
    const times = comments.map(({ atMs }) => atMs)
    const atMs = find(times, room.player.nowMs)
    const comment = comments.find(one => one.atMs === atMs)
    if (comment) reach.select(comment)
  }
  return [
    {
      id: 'lesson.report',
      title: 'Write a report of this lesson',
      group,
      run: () => openReport(room.lessonId),
    },
    {
      id: 'lesson.insights',
      title: 'Insights of this lesson',
      group,
      run: () => {
        window.location.hash = lessonInsightsAddress(room.lessonId)
      },
    },
    { id: 'lesson.send', title: 'Send this lesson', group, run: () => openSend(room.lessonId) },
    { id: 'comment', title: 'Comment here', group, keys: ['c'], run: reach.writeHere },
    {
      id: 'speaker',
      title: 'Change who speaks (in the comment field or on the picture)',
      group,
      keys: reach.twoPresent ? ['tab'] : [],
      // Tab goes on moving the focus elsewhere: the field and the picture listen for it themselves.
      disabled: true,
      run: reach.switchSpeaker,
    },
    { id: 'mark.next', title: 'Next mark', group, keys: ['n'], run: () => go(nextMark) },
    { id: 'mark.previous', title: 'Previous mark', group, keys: ['b'], run: () => go(previousMark) },
    {
      id: 'letGo',
      title: 'Clear the range, then the choice',
      group,
      keys: ['escape'],
      keyOnly: true,
      run: reach.letGo,
    },
    {
      id: 'region.next',
      title: 'Next part of the room',
      group,
      keys: ['f6'],
      keyOnly: true,
      inFields: true,
      run: () => reach.nextRegion(1),
    },
    {
      id: 'region.previous',
      title: 'Previous part of the room',
      group,
      keys: ['shift+f6'],
      keyOnly: true,
      inFields: true,
      run: () => reach.nextRegion(-1),
    },
  ]
}

function rubricActs({ room, rubric }: RoomReach): Act[] {
  if (!rubric) return []
  const group = `Rubric: ${rubric.title}`
  const criteria = keyedCriteria(rubric).map(
    ({ criterion, digit }): Act => ({
      id: `criterion.${digit}`,
      title: `Tag ${criterion.code} ${criterion.title}`,
      group,
      keys: [`${digit}`, `alt+${digit}`],
      inFields: false,
      run: () => tagActiveDraft(room, rubric.id, criterion.code),
    }),
  )
  const levels = rubric.levels.slice(0, LEVEL_KEYS).map(
    ({ code, label }, at): Act => ({
      id: `level.${at + 1}`,
      title: `Level ${at + 1}, ${label}`,
      group,
      keys: [`shift+${at + 1}`, `alt+shift+${at + 1}`],
      run: () => changeActiveDraft(room, { do: 'level', level: code }),
    }),
  )
  return [
    {
      id: 'calibration',
      title: 'Score this lesson blind, each on their own',
      group: 'Calibration',
      run: () => {
        useCalibrationState.setState({ view: 'scoring' })
        room.ui.setState({ panel: 'rubric' })
      },
    },
    ...criteria,
    ...levels,
    { id: 'words', title: 'What the levels look like', group, keys: ['alt+w'], run: toggleWords },
    {
      id: 'level.none',
      title: 'Not observed',
      group,
      keys: ['shift+0', 'alt+shift+0'],
      run: () => changeActiveDraft(room, { do: 'level', level: NOT_OBSERVED }),
    },
  ]
}

function timelineActs({ room, durationMs, makeClip }: RoomReach): Act[] {
  const group = 'Range, clips, timeline'
  const { player, ui } = room
  const zoom = (factor: number) =>
    ui.setState(({ view }) => ({ view: zoomView(view, factor, player.nowMs, durationMs) }))
  const pan = (share: number) =>
    ui.setState(({ view }) => ({ view: panView(view, spanOf(view) * share, durationMs) }))
  return [
    {
      id: 'in',
      title: 'Start of the range here',
      group,
      keys: ['i'],
      run: () => ui.setState({ inMs: player.momentMs }),
    },
    {
      id: 'out',
      title: 'End of the range here',
      group,
      keys: ['o'],
      run: () => ui.setState({ outMs: player.momentMs }),
    },
    { id: 'clip', title: 'Make a clip of the range', group, keys: ['e'], run: makeClip },
    { id: 'zoom.in', title: 'Look closer on the timeline', group, keys: ['+', '='], run: () => zoom(2) },
    { id: 'zoom.out', title: 'Show more of the lesson', group, keys: ['-'], run: () => zoom(0.5) },
    {
      id: 'zoom.all',
      title: 'Show the whole lesson',
      group,
      keys: ['0'],
      run: () => ui.setState({ view: wholeLesson(durationMs) }),
    },
    {
      id: 'pan.back',
      title: 'Scroll the timeline back',
      group,
      keys: ['shift+arrowleft'],
      keyOnly: true,
      run: () => pan(-0.5),
    },
    {
      id: 'pan.on',
      title: 'Scroll the timeline on',
      group,
      keys: ['shift+arrowright'],
      keyOnly: true,
      run: () => pan(0.5),
    },
  ]
}
