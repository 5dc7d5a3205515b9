import type { CommentView } from '../../contract/api/comments.ts'
import type { CommentKind } from '../../contract/records/comment.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import { formatTimecode } from '../../contract/time/timecode.ts'
import { parseTagSpec } from '../../core/rubrics/tagSpec.ts'
import type { Action, Work } from '../command.types.ts'
import { UsageError } from '../failures.ts'
import { byIdPrefix } from '../idPrefix.ts'
import { becomeSpeaker } from '../speaker.ts'

export interface CommentOptions {
  readonly at?: number
  readonly to?: number
  readonly text: string
  readonly kind?: CommentKind
  readonly tag?: readonly string[]
  readonly private?: boolean
  readonly replyTo?: string
}

async function tagsOf({ api }: Work, specs: readonly string[], rubricId: string | undefined) {
  if (specs.length === 0) return []
  const rubrics = await api.rubrics.list()
  return specs.map(spec => parseTagSpec(spec, rubrics, rubricId))
}

type Tags = Awaited<ReturnType<typeof tagsOf>>

const find = async ({ api }: Work, lessonId: LessonId, id: string): Promise<CommentView> =>
  byIdPrefix('comment', id, await api.comments.list({ lessonId }))

/** Answers a comment, and adds the speaker's own tags to it where some are given. @returns the comment with its replies */
async function reply(work: Work, lessonId: LessonId, replyTo: string, options: CommentOptions, tags: Tags) {
  const { api, out } = work
  const comment = await find(work, lessonId, replyTo)
  if (options.private && !comment.private) {
    throw new UsageError(
      'A reply to a shared comment is seen by everyone. Write a private note of your own instead.',
    )
  }
  if ([options.at, options.to, options.kind].some(given => given !== undefined)) {
    out.note(
      'A reply stands where its comment stands and has no kind of its own; time and kind were left aside.',
    )
  }
  const { author } = await api.replies.add({ lessonId, commentId: comment.id, text: options.text })
  if (tags.length > 0) {
    const own = comment.tags.filter(tag => tag.author.id === author.id)
    await api.comments.tag({ lessonId, id: comment.id, tags: [...own, ...tags] })
  }
  return find(work, lessonId, comment.id)
}

async function write({ api }: Work, lessonId: LessonId, options: CommentOptions, tags: Tags) {
  const { at: atMs, to: toMs, text, kind } = options
  if (atMs === undefined) throw new UsageError('Say where the comment stands: --at TIME.')
  return api.comments.add({
    lessonId,
    atMs,
    text,
    tags,
    private: options.private ?? false,
    ...(toMs === undefined ? {} : { toMs }),
    ...(kind === undefined ? {} : { kind }),
  })
}

/** Says something about a moment or a stretch of a lesson, or answers what someone said. */
export const comment =
  (lesson: string, options: CommentOptions): Action =>
  async work => {
    const { api, out, globals } = work
    const { at: atMs, to: toMs, replyTo } = options
    if (atMs !== undefined && toMs !== undefined && toMs < atMs) {
      throw new UsageError('The range ends before it begins: --to must not be before --at.')
    }
    const { id: lessonId, rubricId } = await api.lessons.find({ id: lesson })
    const tags = await tagsOf(work, options.tag ?? [], rubricId)
    await becomeSpeaker(work, globals)
    const written = await (replyTo === undefined
      ? write(work, lessonId, options, tags)
      : reply(work, lessonId, replyTo, options, tags))
    out.result(written, () => {
      const what = replyTo === undefined ? (written.private ? 'Private note' : 'Comment') : 'Reply'
      return `${what} saved at ${formatTimecode(written.atMs, 3)}: ${written.id}`
    })
  }
