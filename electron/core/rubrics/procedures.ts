import type { PersonId } from '../../contract/records/person.ts'
import type { Caller } from '../call.ts'
import { os } from '../rpc.ts'
import type { Rubrics } from './rubrics.ts'

export interface RubricProcedureParts extends Rubrics {
  /** Who speaks. @throws DebriefError where nobody of this machine does */
  speakerOf(caller: Caller): PersonId
}

export const rubricProcedures = ({ shelf, studio, intake, tagging, speakerOf }: RubricProcedureParts) => ({
  list: os.rubrics.list.handler(() => shelf.list()),
  versions: os.rubrics.versions.handler(() => tagging.versions()),
  add: os.rubrics.add.handler(({ context, input }) => studio.add(speakerOf(context.caller), input.title)),
  addCopy: os.rubrics.addCopy.handler(({ context, input }) =>
    studio.addCopy(speakerOf(context.caller), input.id),
  ),
  update: os.rubrics.update.handler(({ context, input }) => studio.update(speakerOf(context.caller), input)),
  preview: os.rubrics.preview.handler(({ input }) => intake.preview(input)),
  import: os.rubrics.import.handler(({ context, input }) => intake.import(speakerOf(context.caller), input)),
  export: os.rubrics.export.handler(({ input }) => shelf.export(input.id, input.format)),
  remove: os.rubrics.remove.handler(({ context, input }) =>
    shelf.remove(speakerOf(context.caller), input.id),
  ),
  restore: os.rubrics.restore.handler(({ context, input }) =>
    shelf.restore(speakerOf(context.caller), input.id),
  ),
})
