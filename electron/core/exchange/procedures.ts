import { os } from '../rpc.ts'
import type { Exchange } from './exchange.ts'

export const notesProcedures = (exchange: Exchange) => ({
  preview: os.notes.preview.handler(({ context, input: { bytesBase64, ...input } }) =>
    exchange.preview(context.caller, { ...input, bytes: Buffer.from(bytesBase64, 'base64') }),
  ),
  import: os.notes.import.handler(({ context, input: { bytesBase64, ...input } }) =>
    exchange.import(context.caller, { ...input, bytes: Buffer.from(bytesBase64, 'base64') }),
  ),
  export: os.notes.export.handler(({ context, input }) => exchange.export(context.caller, input)),
})
