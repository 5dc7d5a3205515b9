import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CommentKind } from '../../../../electron/contract/records/comment.ts'
import type { PersonId } from '../../../../electron/contract/records/person.ts'
import { conversationView } from '../../../../electron/core/comments/conversationView.ts'
import { tagChanges } from '../../../../electron/core/comments/tagChanges.ts'
import type { Conversation } from '../../../../electron/core/library/library.types.ts'

const people = ['person:a', 'person:b', 'person:c'] as const satisfies readonly PersonId[]
const person = fc.constantFrom(...people)
const rev = '000000000000-0000-00000000000000000000000000'

const held = fc.record({
  at: fc.nat(5),
  by: person,
  isPrivate: fc.boolean(),
  made: fc.nat(3),
  replies: fc.nat(2),
})

function conversationOf(
  items: readonly { at: number; by: PersonId; isPrivate: boolean; made: number; replies: number }[],
): Conversation {
  const comments = items.map(({ at, by, isPrivate, made }, index) => ({
    private: isPrivate,
    record: {
      id: `comment:${index}` as const,
      type: 'comment' as const,
      lessonId: 'lesson:l' as const,
      atMs: at,
      kind: 'noticing' as CommentKind,
      text: `words ${index}`,
      by,
      createdAtMs: made,
      rev,
    },
  }))
  const replys = items.flatMap(({ by, isPrivate, made, replies }, index) =>
    Array.from({ length: replies }, (_, n) => ({
      private: isPrivate,
      record: {
        id: `reply:${index}-${n}` as const,
        type: 'reply' as const,
        commentId: `comment:${index}` as const,
        text: 'r',
        by,
        createdAtMs: made,
        rev,
      },
    })),
  )
  return {
    comments,
    replys,
    tags: [],
    drawings: [],
    phases: [],
    transcripts: [],
    firstPasss: [],
    pins: [],
    debriefNotes: [],
    actionSteps: [],
    stepDones: [],
    reactions: [],
    resolutions: [],
    masks: [],
    soundMasks: [],
    calibrations: [],
    scoreSheets: [],
    agreedLevels: [],
  }
}

const seenBy = (conversation: Conversation, present: readonly PersonId[]) =>
  conversationView(conversation, {
    present,
    author: id => ({ id, name: id, role: 'peer' }),
    isLocal: () => true,
    versionOfTag: () => undefined,
  })

describe('a conversation as it is seen', () => {
  const some = fc.array(held, { maxLength: 12 })
  const here = fc.uniqueArray(person, { maxLength: 3 })

  it('stands in one order, however the records lie', () => {
    fc.assert(
      fc.property(some, here, fc.nat(), (items, present, turn) => {
        const conversation = conversationOf(items)
        const { comments, replys } = conversation
        const cut = comments.length === 0 ? 0 : turn % comments.length
        const turned = {
          ...conversation,
          comments: [...comments.slice(cut), ...comments.slice(0, cut)].reverse(),
          replys: replys.toReversed(),
        }
        const seen = seenBy(conversation, present)
        expect(seenBy(turned, present)).toEqual(seen)
        const places = seen.map(({ atMs, createdAtMs }) => [atMs, createdAtMs] as const)
        for (const [i, [at, made]] of places.entries()) {
          const [beforeAt, beforeMade] = places[i - 1] ?? [0, 0]
          expect(at > beforeAt || (at === beforeAt && (i === 0 || made >= beforeMade))).toBe(true)
        }
      }),
    )
  })

  it('gives away no word of a private note unless its author is alone', () => {
    fc.assert(
      fc.property(some, here, (items, present) => {
        const seen = seenBy(conversationOf(items), present)
        const shared = items.filter(each => !each.isPrivate).length
        const notes = items.filter(each => each.isPrivate && present.includes(each.by)).length
        expect(seen).toHaveLength(shared + notes)
        for (const comment of seen) {
          const alone = present.length === 1 && present[0] === comment.author.id
          expect(comment.closed).toBe(comment.private && !alone)
          if (comment.closed) expect([comment.text, comment.tags, comment.replies]).toEqual(['', [], []])
          else expect(comment.text).not.toBe('')
        }
      }),
    )
  })
})

describe('replacing one’s tags', () => {
  const tag = fc.record({
    rubricId: fc.constantFrom('rubric:x' as const, 'rubric:y' as const),
    code: fc.constantFrom('A1', 'A2', 'B1'),
    level: fc.option(fc.constantFrom('1', '2', 'not-observed'), { nil: undefined }),
  })

  it('leaves just what is wanted, with the ids of what stays', () => {
    fc.assert(
      fc.property(fc.array(tag, { maxLength: 6 }), fc.array(tag, { maxLength: 6 }), (before, wanted) => {
        const mine = before.map(({ level, ...each }, index) => ({
          ...each,
          ...(level !== undefined && { level }),
          id: `tag:${index}` as const,
          type: 'tag' as const,
          commentId: 'comment:c' as const,
          by: 'person:a' as const,
          createdAtMs: 0,
          rev,
        }))
        const changes = tagChanges(mine, wanted, {
          lessonId: 'lesson:l',
          commentId: 'comment:c',
          private: false,
        })
        const after = new Map<string, { rubricId: string; code: string; level?: string | undefined }>(
          mine.map(each => [each.id, each]),
        )
        for (const change of changes) {
          if ('remove' in change) expect(after.delete(change.remove)).toBe(true)
          else if ('put' in change && change.put.type === 'tag') after.set(change.put.id, change.put)
        }
        const key = (each: { rubricId: string; code: string; level?: string | undefined }) =>
          `${each.rubricId} ${each.code} ${each.level ?? ''}`
        const last = new Map(wanted.map(each => [`${each.rubricId} ${each.code}`, each]))
        expect([...after.values()].map(key).sort()).toEqual([...last.values()].map(key).sort())
      }),
    )
  })
})
