import type { RubricView } from '../../../electron/contract/api/rubrics.ts'
import { addressPart } from '../../lib/addressPart.ts'
import { api } from '../../lib/api.ts'
import { offerUndo, sayDone, sayError } from '../../lib/notices.ts'
import { keys } from '../../lib/queries.ts'
import { queryClient } from '../../lib/queryClient.ts'
import { saveFile } from '../../lib/saveFile.ts'

export const rubricAddress = (id: string): string => `/rubrics/${addressPart(id)}`

/** The lists show it at once; a click on its name must find it. */
function taken(rubric: RubricView): RubricView {
  queryClient.setQueryData<RubricView[]>(keys.rubrics, list =>
    list?.some(({ id }) => id === rubric.id) ? list : [...(list ?? []), rubric],
  )
  return rubric
}

/** Makes a new rubric of the speaker's. */
export async function makeRubric(): Promise<RubricView | undefined> {
  try {
    return taken(await api.rubrics.add({ title: 'New rubric' }))
  } catch (error) {
    sayError(error, 'The rubric was not made.')
    return undefined
  }
}

/** Makes the speaker's own copy of any rubric. */
export async function duplicateRubric({ id, title }: RubricView): Promise<RubricView | undefined> {
  try {
    const copy = taken(await api.rubrics.addCopy({ id }))
    sayDone(`This is your copy of “${title}”.`)
    return copy
  } catch (error) {
    sayError(error, 'The rubric was not duplicated.')
    return undefined
  }
}

/** Takes a file in as it was mapped. @returns undefined where that failed, and was said */
export async function importRubric(
  input: Parameters<typeof api.rubrics.import>[0],
): Promise<RubricView | undefined> {
  try {
    const rubric = taken(await api.rubrics.import(input))
    sayDone(`“${rubric.title}” imported`)
    return rubric
  } catch (error) {
    sayError(error, `${input.name} could not be imported.`)
    return undefined
  }
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

/** Deletes one's own rubric and offers to take that back; tags made with it keep their words. */
export async function removeRubric({ id, title }: RubricView): Promise<void> {
  try {
    await api.rubrics.remove({ id })
    queryClient.setQueryData<RubricView[]>(keys.rubrics, list => list?.filter(rubric => rubric.id !== id))
    offerUndo(`“${title}” deleted. Tags made with it keep their words.`, () => api.rubrics.restore({ id }))
  } catch (error) {
    sayError(error, 'The rubric could not be deleted.')
  }
}
