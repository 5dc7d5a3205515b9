import type { Action } from '../command.types.ts'
import type { ConversationFormat } from '../conversationFormats.ts'
import { asCsv } from '../format/conversationCsv.ts'
import { asSrt, asVtt } from '../format/conversationSubtitles.ts'
import { inWords } from '../format/conversationWords.ts'
import { plural } from '../format/table.ts'
import { becomeReader } from '../speaker.ts'

const writers = { csv: asCsv, vtt: asVtt, srt: asSrt }

/** Prints what people said about a lesson. Private notes are never in a file format that is made to be handed on. */
export const comments =
  (lesson: string, { format }: { readonly format?: ConversationFormat }): Action =>
  async work => {
    const { api, out, globals } = work
    const { id: lessonId, durationMs } = await api.lessons.find({ id: lesson })
    await becomeReader(work, globals)
    const all = await api.comments.list({ lessonId })
    if (format === undefined || format === 'json') {
      const print = format === 'json' ? () => JSON.stringify(all, null, 2) : () => inWords(all)
      out.result(all, print)
      return 0
    }
    const shared = all.filter(comment => !comment.private)
    const text = writers[format](shared, durationMs)
    if (shared.length < all.length) {
      const count = all.length - shared.length
      out.note(`${plural(count, 'private note')} ${count === 1 ? 'is' : 'are'} left out.`)
    }
    if (globals.json) out.result({ format, text }, () => text)
    else out.text(text)
    return 0
  }
