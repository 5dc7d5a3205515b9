import type { CollectionView } from '../../../../electron/contract/api/collections.ts'
import type { ClipId } from '../../../../electron/contract/records/clip.ts'
import type { CollectionId, ProtocolStep } from '../../../../electron/contract/records/collection.ts'
import { api } from '../../../lib/api.ts'
import { awaitJob } from '../../../lib/jobs.ts'
import { offerUndo, sayError } from '../../../lib/notices.ts'
import { keys } from '../../../lib/queries.ts'
import { queryClient } from '../../../lib/queryClient.ts'
import { chooseFolder } from '../../../lib/shell.ts'

const readAgain = () =>
  Promise.all([
    queryClient.invalidateQueries({ queryKey: keys.collections }),
    queryClient.invalidateQueries({ queryKey: keys.clips() }),
  ])

/** Shows a collection as the host answered it, before everything is read again. */
const take = (view: CollectionView): void => {
  queryClient.setQueryData<CollectionView[]>(keys.collections, list =>
    list?.map(each => (each.id === view.id ? view : each)),
  )
}

/** Moves a clip to another place, counted from 0; the page shows it at once. */
export async function moveClip(collection: CollectionView, clipId: ClipId, to: number): Promise<void> {
  const from = collection.clips.findIndex(({ id }) => id === clipId)
  const clip = collection.clips[from]
  if (!clip || to < 0 || to >= collection.clips.length || from === to) return
  const others = collection.clips.filter(({ id }) => id !== clipId)
  take({ ...collection, clips: [...others.slice(0, to), clip, ...others.slice(to)] })
  try {
    // Clips that were removed keep their places in the record, so the place is told by the clip that stands there.
    take(await api.collections.moveClip({ id: collection.id, clipId, to }))
  } catch (error) {
    sayError(error, 'The order could not be changed.')
    await readAgain()
  }
}

type Patch = Omit<Parameters<typeof api.collections.update>[0], 'id'>

export async function updateCollection(id: CollectionId, patch: Patch): Promise<boolean> {
  try {
    take(await api.collections.update({ id, ...patch }))
    await readAgain()
    return true
  } catch (error) {
    sayError(error, 'The collection could not be changed.')
    return false
  }
}

export const setProtocol = (id: CollectionId, steps: readonly ProtocolStep[]): Promise<boolean> =>
  updateCollection(id, { protocol: steps.length === 0 ? null : [...steps] })

export async function describeClip(
  id: CollectionId,
  clipId: ClipId,
  words: { readonly prompt?: string; readonly intro?: string },
): Promise<void> {
  const orNull = (text: string | undefined) =>
    text === undefined ? {} : { value: text.trim() === '' ? null : text.trim() }
  const { value: prompt } = orNull(words.prompt)
  const { value: intro } = orNull(words.intro)
  try {
    take(
      await api.collections.describeClip({
        id,
        clipId,
        ...(prompt !== undefined && { prompt }),
        ...(intro !== undefined && { intro }),
      }),
    )
  } catch (error) {
    sayError(error, 'This could not be saved.')
  }
}

export async function takeOut(collection: CollectionView, clipIds: readonly ClipId[]): Promise<void> {
  const { id, title, clips } = collection
  const places = clips.flatMap((clip, at) => (clipIds.includes(clip.id) ? [{ clipId: clip.id, at }] : []))
  try {
    take(await api.collections.removeClips({ id, clipIds: [...clipIds] }))
    await readAgain()
    const what = places.length === 1 ? `“${clips[places[0]?.at ?? 0]?.title}”` : `${places.length} clips`
    offerUndo(`${what} taken out of “${title}”`, async () => {
      await api.collections.addClips({ id, clipIds: [...clipIds] })
      for (const { clipId, at } of places) await api.collections.moveClip({ id, clipId, to: at })
      await readAgain()
    })
  } catch (error) {
    sayError(error, 'The clips could not be taken out.')
  }
}

/** Makes a collection with a title that none has. */
export async function newCollection(there: readonly CollectionView[]): Promise<CollectionView | undefined> {
  const taken = new Set(there.map(({ title }) => title.toLowerCase()))
  const free = (n: number): string => (n === 1 ? 'New collection' : `New collection ${n}`)
  let n = 1
  while (taken.has(free(n).toLowerCase())) n += 1
  try {
    const made = await api.collections.add({ title: free(n) })
    await readAgain()
    return made
  } catch (error) {
    sayError(error, 'The collection could not be made.')
    return undefined
  }
}

export async function removeCollection({ id, title }: CollectionView): Promise<void> {
  try {
    await api.collections.remove({ id })
    await readAgain()
    offerUndo(`Collection “${title}” deleted; its clips stay`, async () => {
      await api.collections.restore({ id })
      await readAgain()
    })
  } catch (error) {
    sayError(error, 'The collection could not be deleted.')
  }
}

/**
 * Writes the collection as an offline library into the folder that someone chooses, under a name of its own.
 * @returns whether it has begun
 */
export async function handOut({ id, title }: CollectionView, zip: boolean): Promise<boolean> {
  const dir = await chooseFolder('Where shall the library be written?', 'Write it here')
  if (dir === null) return false
  try {
    const { jobId } = await api.sites.make({ collection: id, dir, named: title, zip })
    awaitJob(jobId)
    return true
  } catch (error) {
    sayError(error, 'The library could not be written.')
    return false
  }
}
