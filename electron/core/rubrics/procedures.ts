import type { PersonId } from '../../contract/records/person.ts'
import type { Caller } from '../call.ts'
import { os } from '../rpc.ts'
import type { RubricShelf } from './shelf.ts'

export interface RubricProcedureParts {
  readonly rubrics: RubricShelf
  /** Who speaks. @throws DebriefError where nobody of this machine does */
  speakerOf(caller: Caller): PersonId
}

export const rubricProcedures = ({ rubrics, speakerOf }: RubricProcedureParts) => ({
  list: os.rubrics.list.handler(() => rubrics.list()),
  import: os.rubrics.import.handler(({ context, input }) =>
    rubrics.import(speakerOf(context.caller), input.name, Buffer.from(input.bytesBase64, 'base64')),
  ),
  export: os.rubrics.export.handler(({ input }) => rubrics.export(input.id, input.format)),
  remove: os.rubrics.remove.handler(({ context, input }) =>
    rubrics.remove(speakerOf(context.caller), input.id),
  ),
  restore: os.rubrics.restore.handler(({ context, input }) =>
    rubrics.restore(speakerOf(context.caller), input.id),
  ),
})
