import type { CommentView } from '../../../contract/api/comments.ts'
import type { WrittenNotes } from '../notes.types.ts'
import { apart, byTier } from './tiers.ts'
import { droppedDrawings, replyWords, tagWords } from './words.ts'
import type { ToWrite } from './written.types.ts'
import { xml } from './xmlText.ts'

/** Required by the format; the same file is written for the same conversation. */
const DATE = '2000-01-01T00:00:00+00:00'

/** What hangs on one annotation at most, joined: a symbolic association takes one. */
const hanging = {
  tags: ({ tags }: CommentView) => tags.map(tagWords).join(', '),
  replies: ({ replies }: CommentView) => replies.map(replyWords).join('\n'),
} as const

/**
 * ELAN (EAF 3.0): a tier for each person and kind, their criteria and replies on tiers that refer to it. A moment is a
 * millisecond long.
 */
export function asElan({ comments, fileNames }: ToWrite): WrittenNotes {
  const slots: number[] = []
  const slot = (ms: number): string => `ts${slots.push(ms)}`
  let annotations = 0
  const tiers: string[] = []
  for (const [name, group] of byTier(comments))
    for (const [at, row] of apart(group).entries()) {
      const tier = at === 0 ? name : `${name} (${at + 1})`
      const person = xml(group[0]?.author.name ?? '')
      const ids = row.map(() => `a${++annotations}`)
      const own = row.map(({ atMs, toMs, text }, index) => {
        const end = Math.max(toMs ?? 0, atMs + 1)
        return `      <ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="${ids[index]}" TIME_SLOT_REF1="${slot(atMs)}" TIME_SLOT_REF2="${slot(end)}"><ANNOTATION_VALUE>${xml(text)}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>`
      })
      tiers.push(
        `    <TIER LINGUISTIC_TYPE_REF="comment" TIER_ID="${xml(tier)}" PARTICIPANT="${person}" ANNOTATOR="${person}">\n${own.join('\n')}\n    </TIER>`,
      )
      for (const what of ['tags', 'replies'] as const) {
        const refs = row.flatMap((comment, index) => {
          const words = hanging[what](comment)
          return words === ''
            ? []
            : `      <ANNOTATION><REF_ANNOTATION ANNOTATION_ID="a${++annotations}" ANNOTATION_REF="${ids[index]}"><ANNOTATION_VALUE>${xml(words)}</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>`
        })
        if (refs.length > 0)
          tiers.push(
            `    <TIER LINGUISTIC_TYPE_REF="hanging" PARENT_REF="${xml(tier)}" TIER_ID="${xml(`${what} · ${tier}`)}">\n${refs.join('\n')}\n    </TIER>`,
          )
      }
    }
  const media = fileNames.map(
    file =>
      `      <MEDIA_DESCRIPTOR MEDIA_URL="file:///${xml(encodeURI(file))}" RELATIVE_MEDIA_URL="./${xml(encodeURI(file))}" MIME_TYPE="video/*"/>`,
  )
  return {
    text: `<?xml version="1.0" encoding="UTF-8"?>
<ANNOTATION_DOCUMENT AUTHOR="" DATE="${DATE}" FORMAT="3.0" VERSION="3.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="http://www.mpi.nl/tools/elan/EAFv3.0.xsd">
    <HEADER MEDIA_FILE="" TIME_UNITS="milliseconds">
${media.join('\n')}
    </HEADER>
    <TIME_ORDER>
${slots.map((ms, at) => `      <TIME_SLOT TIME_SLOT_ID="ts${at + 1}" TIME_VALUE="${ms}"/>`).join('\n')}
    </TIME_ORDER>
${tiers.join('\n')}
    <LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="comment" TIME_ALIGNABLE="true" GRAPHIC_REFERENCES="false"/>
    <LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="hanging" TIME_ALIGNABLE="false" GRAPHIC_REFERENCES="false" CONSTRAINTS="Symbolic_Association"/>
    <CONSTRAINT DESCRIPTION="1-1 association with a parent annotation" STEREOTYPE="Symbolic_Association"/>
</ANNOTATION_DOCUMENT>
`,
    dropped: droppedDrawings(comments),
  }
}
