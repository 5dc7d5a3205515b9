import type { WrittenNotes } from '../notes.types.ts'
import { frameAt, nearestRate } from './frameClock.ts'
import { droppedDrawings, onOneLine, replyWords, wordsWithTags } from './words.ts'
import type { ToWrite } from './written.types.ts'
import { xml } from './xmlText.ts'

/** Markers of an empty sequence in Final Cut Pro 7's XML, which Premiere Pro reads. A moment has no end (-1). */
export function asFcp7({ lesson, durationMs, fps, comments }: ToWrite): WrittenNotes {
  const rate = nearestRate(fps)
  const markers = comments.map(comment => {
    const { atMs, toMs, author, kind, replies } = comment
    const words = [wordsWithTags(comment), ...replies.map(replyWords)].join('\n')
    return `    <marker>
      <name>${xml(onOneLine(`${author.name} (${kind})`))}</name>
      <comment>${xml(words)}</comment>
      <in>${frameAt(atMs, rate)}</in>
      <out>${toMs === undefined ? -1 : frameAt(toMs, rate)}</out>
    </marker>`
  })
  return {
    text: `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE xmeml>
<xmeml version="5">
  <sequence>
    <name>${xml(onOneLine(lesson.title))}</name>
    <duration>${frameAt(durationMs, rate)}</duration>
    <rate>
      <timebase>${rate.base}</timebase>
      <ntsc>${rate.den === 1001 ? 'TRUE' : 'FALSE'}</ntsc>
    </rate>
    <media><video><track/></video></media>
${markers.join('\n')}
  </sequence>
</xmeml>
`,
    dropped: droppedDrawings(comments),
  }
}
