import type { Action } from '../command.types.ts'
import type { ConversationFormat } from '../conversationFormats.ts'
import { inWords } from '../format/conversationWords.ts'
import { becomeReader } from '../speaker.ts'
import { noteDropped } from './notes.ts'

/** Prints what people said about a lesson. Private notes are never in a file format that is made to be handed on. */
export const comments =
  (lesson: string, { format }: { readonly format?: ConversationFormat }): Action =>
  async work => {
    const { api, out, globals } = work
    const { id: lessonId } = await api.lessons.find({ id: lesson })
    await becomeReader(work, globals)
    if (format === undefined || format === 'json') {
      const all = await api.comments.list({ lessonId })
      const print = format === 'json' ? () => JSON.stringify(all, null, 2) : () => inWords(all)
      out.result(all, print)
      return 0
    }
    const { text, dropped } = await api.notes.export({ lessonId, format })
    noteDropped(out, dropped)
    if (globals.json) out.result({ format, text }, () => text)
    else out.text(text)
    return 0
  }
