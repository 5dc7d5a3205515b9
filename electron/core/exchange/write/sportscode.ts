import { commentKinds } from '../../../contract/records/comment.ts'
import type { WrittenNotes } from '../notes.types.ts'
import { ownGroups } from '../sportscodeGroups.ts'
import { droppedDrawings, replyWords, tagWords } from './words.ts'
import type { ToWrite } from './written.types.ts'
import { xml } from './xmlText.ts'

/** How long a moment is where a program knows only stretches. */
const MOMENT_MS = 1000

const label = (group: string, text: string): string =>
  `      <label><group>${xml(group)}</group><text>${xml(text)}</text></label>`
const seconds = (ms: number): string => (ms / 1000).toFixed(3)

/** Sportscode XML, which LongoMatch and others read: the kind is the code; words, author, criteria and replies are labels. */
export function asSportscode({ comments, durationMs }: ToWrite): WrittenNotes {
  const instances = comments.map(({ atMs, toMs, author, kind, text, tags, replies }, at) => {
    const end =
      toMs ?? Math.max(atMs + 1, durationMs > 0 ? Math.min(atMs + MOMENT_MS, durationMs) : atMs + MOMENT_MS)
    return [
      '    <instance>',
      `      <ID>${at + 1}</ID>`,
      `      <start>${seconds(atMs)}</start>`,
      `      <end>${seconds(end)}</end>`,
      `      <code>${kind}</code>`,
      label(ownGroups.text, text),
      label(ownGroups.author, author.name),
      ...tags.map(tag => label(ownGroups.tag, tagWords(tag))),
      ...replies.map(reply => label(ownGroups.reply, replyWords(reply))),
      ...(toMs === undefined ? [label(ownGroups.moment, 'yes')] : []),
      '    </instance>',
    ].join('\n')
  })
  const rows = commentKinds.map(
    (kind, at) =>
      `    <row><sort_order>${at + 1}</sort_order><code>${kind}</code><R>24000</R><G>26000</G><B>30000</B></row>`,
  )
  return {
    text: `<?xml version="1.0" encoding="UTF-8"?>
<file>
  <ALL_INSTANCES>
${instances.join('\n')}
  </ALL_INSTANCES>
  <ROWS>
${rows.join('\n')}
  </ROWS>
</file>
`,
    dropped: droppedDrawings(comments),
  }
}
