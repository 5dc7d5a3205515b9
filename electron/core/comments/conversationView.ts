import type { CommentView, Doubt, ReplyView, TagView } from '../../contract/api/comments.ts'
import type { Drawing } from '../../contract/records/drawing.ts'
import type { Envelope } from '../../contract/records/envelope.ts'
import type { PersonId } from '../../contract/records/person.ts'
import { type Reaction, reactionKinds } from '../../contract/records/reaction.ts'
import type { Reply } from '../../contract/records/reply.ts'
import type { Resolution } from '../../contract/records/resolution.ts'
import type { Tag } from '../../contract/records/tag.ts'
import type { Conversation, Held } from '../library/library.types.ts'

export interface Looking {
  /** Who is at the machine. */
  readonly present: readonly PersonId[]
  author(id: PersonId): CommentView['author']
  isLocal(id: PersonId): boolean
  /** Which words of its criterion a tag means. */
  versionOfTag(tag: Tag): TagView['version']
}

type HeldComment = Conversation['comments'][number]

/** Whether those at the machine may know of it: everyone of what is in the library, of a private note only with its author here. */
export const mayKnow = (
  held: Held<{ by: PersonId } & HeldComment['record']>,
  present: readonly PersonId[],
): boolean => !held.private || present.includes(held.record.by)

/** A private note is closed while anyone besides its author is at the machine. */
const isClosed = (held: HeldComment, present: readonly PersonId[]): boolean =>
  held.private && present.some(id => id !== held.record.by)

interface Written {
  readonly id: string
  readonly createdAtMs: number
}
/** By time written; the id decides between records of the same millisecond. */
export const byTimeWritten = (a: Written, b: Written): number =>
  a.createdAtMs - b.createdAtMs || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** Order of a conversation: by place in the lesson, then by time written. Total, so every machine shows the same. */
export const byPlace = (a: Written & { atMs: number }, b: Written & { atMs: number }): number =>
  a.atMs - b.atMs || byTimeWritten(a, b)

const doubted = ({ doubt }: { readonly doubt?: Doubt | undefined }) => (doubt ? { doubt } : {})

type Said<R> = Pick<Held<Envelope>, 'doubt'> & { readonly record: R }

export function replyView({ record, doubt }: Said<Reply>, looking: Looking): ReplyView {
  const { id, by, text, createdAtMs } = record
  return { id, author: looking.author(by), text, createdAtMs, ...doubted({ doubt }) }
}

function tagView({ record: tag, doubt }: Said<Tag>, looking: Looking): TagView {
  const { id, by, rubricId, code, level, words } = tag
  const version = looking.versionOfTag(tag)
  return {
    id,
    rubricId,
    code,
    ...(level !== undefined && { level }),
    ...(version !== undefined && { version }),
    ...(words !== undefined && { words }),
    author: looking.author(by),
    ...doubted({ doubt }),
  }
}

const drawingView = ({
  record: { id, recordingId, picture, shapes },
}: Said<Drawing>): CommentView['drawings'][number] => ({
  id,
  ...(recordingId !== undefined && { recordingId }),
  picture,
  shapes,
})

const recordsOf = <R extends Envelope>(held: readonly Held<R>[] | undefined): R[] | undefined =>
  held?.map(({ record }) => record)

/** What hangs on comments, by comment; what is private only where its author is here. */
function hanging<R extends Tag | Reply | Drawing | Reaction | Resolution>(
  held: readonly Held<R>[],
  present: readonly PersonId[],
): Map<string, Held<R>[]> {
  const byComment = new Map<string, Held<R>[]>()
  for (const each of held) {
    const { record, private: isPrivate } = each
    if (isPrivate && !present.includes(record.by)) continue
    const others = byComment.get(record.commentId)
    if (others) others.push(each)
    else byComment.set(record.commentId, [each])
  }
  for (const records of byComment.values()) records.sort((a, b) => byTimeWritten(a.record, b.record))
  return byComment
}

/** By kind, then by time; one of a kind for each person, on however many machines they said it. */
function reactionsOf(said: readonly Reaction[] = [], looking: Looking): Pick<CommentView, 'reactions'> {
  const reactions = reactionKinds.flatMap(kind => {
    const people = new Map(said.filter(each => each.kind === kind).map(each => [each.by, each]))
    return [...people.values()].map(({ id, by }) => ({ id, kind, author: looking.author(by) }))
  })
  return reactions.length > 0 ? { reactions } : {}
}

/** The newest word of all. */
function resolvedOf(said: readonly Resolution[] = [], looking: Looking): Pick<CommentView, 'resolved'> {
  const [newest] = [...said].sort((a, b) => (a.rev < b.rev ? 1 : -1))
  if (!newest?.resolved) return {}
  // A rev begins with the clock of its writing, ms since 1970 in hexadecimal digits.
  const atMs = Number.parseInt(newest.rev.slice(0, 12), 16)
  return { resolved: { author: looking.author(newest.by), atMs } }
}

/** The conversation as those at the machine may see it, in the order of `byPlace`. */
export function conversationView(conversation: Conversation, looking: Looking): CommentView[] {
  const { present } = looking
  const tags = hanging(conversation.tags, present)
  const replies = hanging(conversation.replys, present)
  const drawings = hanging(conversation.drawings, present)
  const reactions = hanging(conversation.reactions, present)
  const resolutions = hanging(conversation.resolutions, present)
  return conversation.comments
    .filter(held => mayKnow(held, present))
    .sort((a, b) => byPlace(a.record, b.record))
    .map(held => {
      const { id, lessonId, atMs, toMs, by, kind, text, createdAtMs } = held.record
      const closed = isClosed(held, present)
      return {
        id,
        lessonId,
        atMs,
        ...(toMs !== undefined && { toMs }),
        author: looking.author(by),
        kind,
        text: closed ? '' : text,
        tags: closed ? [] : (tags.get(id) ?? []).map(tag => tagView(tag, looking)),
        replies: closed ? [] : (replies.get(id) ?? []).map(reply => replyView(reply, looking)),
        drawings: closed
          ? []
          : (drawings.get(id) ?? []).filter(({ record }) => record.by === by).map(drawingView),
        ...(!closed && reactionsOf(recordsOf(reactions.get(id)), looking)),
        ...(!closed && resolvedOf(recordsOf(resolutions.get(id)), looking)),
        private: held.private,
        closed,
        createdAtMs,
        local: looking.isLocal(by),
        ...doubted(held),
      }
    })
}
