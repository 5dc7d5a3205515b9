import type { ClipView } from '../../contract/api/clips.ts'
import type { CommentView } from '../../contract/api/comments.ts'
import type { CommentKind } from '../../contract/records/comment.ts'
import type { PersonColour } from '../../contract/records/person.ts'
import type { SiteClip, SiteComment, SitePerson, SiteTag } from './site.types.ts'

/** What an export knows of a clip's lesson; times on the lesson clock. */
export interface Gathered {
  readonly lesson?: {
    readonly title: string
    readonly teacher?: string
    readonly date?: string
    readonly subject?: string
    readonly grade?: string
  }
  readonly comments: readonly {
    readonly id: string
    readonly author: SitePerson
    readonly kind: CommentKind
    readonly atMs: number
    readonly toMs?: number
    readonly tags: readonly {
      readonly code: string
      readonly title: string
      readonly domainIndex: number
      readonly levelLabel?: string
      readonly levelIndex?: number
      readonly levelCount: number
      readonly notObserved: boolean
    }[]
    readonly drawings?: SiteComment['drawings']
    readonly private: boolean
  }[]
  readonly transcript?: readonly {
    readonly fromMs: number
    readonly toMs: number
    readonly speaker?: string
    readonly text: string
  }[]
}

interface Written {
  readonly durationMs: number
  /** Relative to the page. */
  readonly file: string
  readonly poster?: string
}

type Clip = Pick<ClipView, 'title' | 'fromMs' | 'toMs'> & {
  readonly prompt?: string | undefined
  readonly intro?: string | undefined
}

const tagOf = ({
  code,
  title,
  domainIndex,
  levelLabel,
  levelIndex,
  levelCount,
  notObserved,
}: Gathered['comments'][number]['tags'][number]): SiteTag => ({
  code,
  title,
  domainIndex: Math.max(0, domainIndex),
  ...(levelLabel !== undefined && { level: { label: levelLabel, index: levelIndex ?? -1, of: levelCount } }),
  notObserved,
})

const overlaps = (clip: Clip, atMs: number, toMs: number | undefined): boolean =>
  atMs < clip.toMs && (toMs !== undefined && toMs > atMs ? toMs > clip.fromMs : atMs >= clip.fromMs)

/**
 * A clip as it stands on the page: what applies within it, on its own clock. Private notes are never in it.
 * @param words the comments as people wrote them, for their marks and replies
 * @param colourOf the colour of someone who replied
 */
export function siteClip(
  clip: Clip,
  { lesson, comments, transcript = [] }: Gathered,
  words: readonly CommentView[],
  written: Written,
  colourOf: (name: string) => PersonColour,
): SiteClip {
  const within = (ms: number) => Math.min(Math.max(0, ms - clip.fromMs), written.durationMs)
  const wordsOf = new Map<string, CommentView>(words.map(comment => [comment.id, comment]))
  return {
    title: clip.title,
    ...(clip.prompt !== undefined && { prompt: clip.prompt }),
    ...(clip.intro !== undefined && { intro: clip.intro }),
    about: [
      lesson?.title,
      lesson?.teacher,
      lesson?.subject,
      lesson?.grade && `Grade ${lesson.grade}`,
      lesson?.date,
    ].filter((part): part is string => part !== undefined && part !== ''),
    ...written,
    comments: comments
      .filter(comment => !comment.private && overlaps(clip, comment.atMs, comment.toMs))
      .flatMap(({ id, author, kind, atMs, toMs, tags, drawings = [] }): SiteComment[] => {
        const said = wordsOf.get(id)
        if (!said || said.private) return []
        return [
          {
            atMs: within(atMs),
            ...(toMs !== undefined && toMs > atMs && { toMs: within(toMs) }),
            author: { name: author.name, colour: author.colour },
            kind,
            text: said.text,
            tags: tags.map(tagOf),
            replies: said.replies.map(reply => ({
              author: { name: reply.author.name, colour: colourOf(reply.author.name) },
              text: reply.text,
            })),
            drawings,
          },
        ]
      })
      .sort((a, b) => a.atMs - b.atMs),
    cues: transcript
      .filter(cue => cue.fromMs < clip.toMs && cue.toMs > clip.fromMs)
      .map(({ fromMs, toMs, speaker, text }) => ({
        fromMs: within(fromMs),
        toMs: within(toMs),
        text: speaker === undefined ? text : `${speaker}: ${text}`,
      })),
  }
}
