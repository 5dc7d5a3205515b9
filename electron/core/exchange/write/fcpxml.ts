import type { WrittenNotes } from '../notes.types.ts'
import { type FrameRate, frameAt, nearestRate } from './frameClock.ts'
import { droppedDrawings, onOneLine, replyWords, tagWords } from './words.ts'
import type { ToWrite } from './written.types.ts'
import { xml } from './xmlText.ts'

/** A time as Final Cut wants it: a whole number of frames, as a fraction of seconds. */
const seconds = (frames: number, { num, den }: FrameRate): string =>
  frames === 0 ? '0s' : den === 1 && frames % num === 0 ? `${frames / num}s` : `${frames * den}/${num}s`

/** Markers on a gap as long as the lesson, for Final Cut Pro (FCPXML 1.9); put the recording under it. */
export function asFcpxml({ lesson, durationMs, fps, comments }: ToWrite): WrittenNotes {
  const rate = nearestRate(fps)
  const length = Math.max(
    1,
    frameAt(durationMs, rate),
    ...comments.map(({ atMs, toMs }) => frameAt(toMs ?? atMs, rate) + 1),
  )
  const markers = comments.map(({ atMs, toMs, author, kind, text, tags, replies }) => {
    const from = frameAt(atMs, rate)
    const frames = Math.max(1, frameAt(toMs ?? atMs, rate) - from)
    const note = [tags.map(tagWords).join(', '), ...replies.map(replyWords)].filter(Boolean).join('\n')
    const value = onOneLine(`${author.name} (${kind}): ${text}`)
    return `            <marker start="${seconds(from, rate)}" duration="${seconds(frames, rate)}" value="${xml(value)}"${note ? ` note="${xml(note)}"` : ''}/>`
  })
  return {
    text: `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE fcpxml>
<fcpxml version="1.9">
  <resources>
    <format id="r1" frameDuration="${seconds(1, rate)}"/>
  </resources>
  <library>
    <event name="Debrief">
      <project name="${xml(onOneLine(lesson.title))}">
        <sequence format="r1" duration="${seconds(length, rate)}" tcStart="0s" tcFormat="${rate.dropFrame ? 'DF' : 'NDF'}">
          <spine>
            <gap name="${xml(onOneLine(lesson.title))}" offset="0s" start="0s" duration="${seconds(length, rate)}">
${markers.join('\n')}
            </gap>
          </spine>
        </sequence>
      </project>
    </event>
  </library>
</fcpxml>
`,
    dropped: droppedDrawings(comments),
  }
}
