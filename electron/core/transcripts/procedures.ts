import { os } from '../rpc.ts'
import type { Transcripts } from './transcripts.ts'

export const transcriptProcedures = (transcripts: Transcripts) => ({
  get: os.transcripts.get.handler(({ input }) => transcripts.get(input.lessonId)),
  version: os.transcripts.version.handler(({ input }) => transcripts.version(input.lessonId)),
  import: os.transcripts.import.handler(({ context, input: { bytesBase64, ...input } }) =>
    transcripts.import(context.caller, { ...input, bytes: Buffer.from(bytesBase64, 'base64') }),
  ),
  beside: os.transcripts.beside.handler(({ input }) => transcripts.beside(input.lessonId)),
  importBeside: os.transcripts.importBeside.handler(({ context, input }) =>
    transcripts.importBeside(context.caller, input),
  ),
  remove: os.transcripts.remove.handler(({ context, input }) => transcripts.remove(context.caller, input)),
  restore: os.transcripts.restore.handler(({ context, input }) => transcripts.restore(context.caller, input)),
})
