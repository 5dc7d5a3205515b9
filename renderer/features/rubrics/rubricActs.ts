import type { RubricView } from '../../../electron/contract/api/rubrics.ts'
import { api } from '../../lib/api.ts'
import { base64Of } from '../../lib/base64.ts'
import { offerUndo, sayDone, sayError } from '../../lib/notices.ts'
import { keys } from '../../lib/queries.ts'
import { queryClient } from '../../lib/queryClient.ts'
import { saveFile } from '../../lib/saveFile.ts'

/** Reads rubrics from CSV or JSON files. @returns the last one that was read */
export async function importRubrics(files: readonly File[]): Promise<RubricView | undefined> {
  let last: RubricView | undefined
  for (const file of files) {
    try {
      const bytesBase64 = base64Of(new Uint8Array(await file.arrayBuffer()))
      last = await api.rubrics.import({ name: file.name, bytesBase64 })
      sayDone(`“${last.title}” imported`)
    } catch (error) {
      sayError(error, `${file.name} could not be imported.`)
    }
  }
  await queryClient.invalidateQueries({ queryKey: keys.rubrics })
  return last
}

/** Hands a rubric to the browser as a file to keep. */
export async function downloadRubric(id: string, format: 'csv' | 'json'): Promise<void> {
  try {
    const { fileName, text } = await api.rubrics.export({ id, format })
    const type = format === 'csv' ? 'text/csv;charset=utf-8' : 'application/json'
    saveFile(fileName, text, type)
  } catch (error) {
    sayError(error, 'The rubric could not be exported.')
  }
}

/** Deletes one's own rubric and offers to take that back; tags made with it keep their codes. */
export async function removeRubric({ id, title }: RubricView): Promise<void> {
  try {
    await api.rubrics.remove({ id })
    queryClient.setQueryData<RubricView[]>(keys.rubrics, list => list?.filter(rubric => rubric.id !== id))
    offerUndo(`“${title}” deleted. Tags made with it keep their codes.`, () => api.rubrics.restore({ id }))
  } catch (error) {
    sayError(error, 'The rubric could not be deleted.')
  }
}
