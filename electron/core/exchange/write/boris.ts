import type { CommentView } from '../../../contract/api/comments.ts'
import { type CommentKind, commentKinds } from '../../../contract/records/comment.ts'
import type { WrittenNotes } from '../notes.types.ts'
import { apart, byTier } from './tiers.ts'
import { droppedDrawings, replyWords, tagWords } from './words.ts'
import type { ToWrite } from './written.types.ts'

type Event = readonly [
  time: number,
  subject: string,
  behaviour: string,
  modifiers: string,
  comment: string,
  frame: string,
]

/** BORIS parts modifiers with bars and commas. */
const modifier = (text: string): string => text.replace(/[|,]/g, ' ')

const stretch = (kind: CommentKind, row: number): string =>
  row === 0 ? `${kind} (stretch)` : `${kind} (stretch ${row + 1})`

/** A state of BORIS is on or off: stretches of one person and kind that overlap need a state each. */
function statesOf(comments: readonly CommentView[]): Map<CommentView, string> {
  const stretches = comments.filter(({ toMs }) => toMs !== undefined)
  const states = new Map<CommentView, string>()
  for (const group of byTier(stretches).values())
    for (const [row, of] of apart(group).entries())
      for (const comment of of) states.set(comment, stretch(comment.kind, row))
  return states
}

/**
 * A BORIS project (format 7): people are subjects; each kind is a point event and a state event; criteria are modifiers,
 * words and replies the event's comment.
 */
export function asBoris({ lesson, durationMs, fileNames, comments }: ToWrite): WrittenNotes {
  const tags = [
    ...new Set(comments.flatMap(comment => comment.tags.map(tag => modifier(tagWords(tag))))),
  ].sort()
  const people = [...new Set(comments.map(({ author }) => author.name))]
  const states = statesOf(comments)
  const events = comments
    .flatMap((comment): Event[] => {
      const { atMs, toMs, author, kind, text, tags: own, replies } = comment
      const marks = own.map(tag => modifier(tagWords(tag))).join(',')
      const words = [text, ...replies.map(replyWords)].join('\n')
      const event = (ms: number, behaviour: string, said: string): Event => [
        ms / 1000,
        author.name,
        behaviour,
        marks,
        said,
        '',
      ]
      const state = states.get(comment)
      return state === undefined || toMs === undefined
        ? [event(atMs, kind, words)]
        : [event(atMs, state, words), event(toMs, state, '')]
    })
    .sort((a, b) => a[0] - b[0])
  const modifiers =
    tags.length === 0 ? {} : { 0: { name: 'criterion', description: '', type: 1, values: tags } }
  const behaviours = [
    ...commentKinds.map(code => ({ type: 'Point event', code })),
    ...[...new Set([...commentKinds.map(kind => stretch(kind, 0)), ...states.values()])].map(code => ({
      type: 'State event',
      code,
    })),
  ]
  const project = {
    time_format: 'hh:mm:ss',
    project_date: '2000-01-01T00:00:00',
    project_name: lesson.title,
    project_description: '',
    project_format_version: '7.0',
    subjects_conf: Object.fromEntries(
      people.map((name, at) => [at, { key: '', name, description: '', color: '' }]),
    ),
    behaviors_conf: Object.fromEntries(
      behaviours.map(({ type, code }, at) => [
        at,
        {
          type,
          key: '',
          code,
          description: '',
          category: '',
          modifiers,
          excluded: '',
          'coding map': '',
          color: '',
        },
      ]),
    ),
    observations: {
      [lesson.title]: {
        file: Object.fromEntries(
          Array.from({ length: 8 }, (_, at) => [at + 1, at === 0 ? fileNames.slice(0, 1) : []]),
        ),
        type: 'MEDIA',
        date: '2000-01-01T00:00:00',
        description: '',
        'time offset': 0,
        events,
        media_info: {
          length: Object.fromEntries(fileNames.slice(0, 1).map(name => [name, durationMs / 1000])),
        },
      },
    },
    independent_variables: {},
    coding_map: {},
    behaviors_coding_map: [],
    converters: {},
    behavioral_categories: [],
  }
  return { text: `${JSON.stringify(project, null, 1)}\n`, dropped: droppedDrawings(comments) }
}
