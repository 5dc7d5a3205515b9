import type { WrittenNotes } from '../notes.types.ts'
import { type FrameRate, frameAt, nearestRate, timecodeOf } from './frameClock.ts'
import { droppedDrawings, droppedReplies, onOneLine, wordsWithTags } from './words.ts'
import type { ToWrite } from './written.types.ts'

/** Resolve's timelines begin at one hour. */
const startFrame = ({ base, dropFrame }: FrameRate): number =>
  dropFrame ? base * 3600 - (base / 15) * 54 : base * 3600

/** A bar would end the words; Resolve has no sign for it. */
const safe = (text: string): string => onOneLine(text).replaceAll('|', '¦')

/** Longer names are cut by Resolve. */
const MAX_NAME = 240

/**
 * Markers as an EDL for DaVinci Resolve (Timelines ▸ Import ▸ Timeline Markers from EDL). Resolve drops all but one of the
 * markers on a frame, so comments that begin on the same frame share one.
 */
export function asEdl({ lesson, fps, comments }: ToWrite): WrittenNotes {
  const rate = nearestRate(fps)
  const first = startFrame(rate)
  const frames = new Map<number, { last: number; words: string[] }>()
  for (const comment of comments) {
    const frame = frameAt(comment.atMs, rate)
    const last = Math.max(frame + 1, frameAt(comment.toMs ?? comment.atMs, rate))
    const words = safe(`${comment.author.name} (${comment.kind}): ${wordsWithTags(comment)}`)
    const there = frames.get(frame)
    if (there) {
      there.words.push(words)
      there.last = Math.max(there.last, last)
    } else frames.set(frame, { last, words: [words] })
  }
  const events = [...frames]
    .sort(([a], [b]) => a - b)
    .map(([frame, { last, words }], at) => {
      const from = timecodeOf(first + frame, rate)
      const to = timecodeOf(first + frame + 1, rate)
      const name = words.join(' / ')
      const cut =
        name.length > MAX_NAME ? `${name.slice(0, MAX_NAME - 1).replace(/[\ud800-\udbff]$/, '')}…` : name
      return [
        `${String(at + 1).padStart(3, '0')}  001      V     C        ${from} ${to} ${from} ${to}  `,
        ` ${name.length > MAX_NAME ? `${name} ` : ''}|C:ResolveColorBlue |M:${cut} |D:${last - frame}`,
      ].join('\n')
    })
  const shared = comments.length - frames.size
  return {
    text: `${[`TITLE: ${safe(lesson.title)}`, `FCM: ${rate.dropFrame ? 'DROP FRAME' : 'NON-DROP FRAME'}`, '', ...events].join('\n')}\n`,
    dropped: [
      ...(shared > 0
        ? [{ count: shared, reason: 'Comments that begin on the same frame share one marker.' }]
        : []),
      ...droppedReplies(comments),
      ...droppedDrawings(comments),
    ],
  }
}
