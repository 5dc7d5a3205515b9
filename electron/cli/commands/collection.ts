import type { CollectionView } from '../../contract/api/collections.ts'
import { formatTimecode } from '../../contract/time/timecode.ts'
import type { Action, Work } from '../command.types.ts'
import { plural, shorten, table } from '../format/table.ts'
import { byIdPrefix } from '../idPrefix.ts'
import { becomeReader, becomeSpeaker } from '../speaker.ts'

export interface CollectionOptions {
  readonly add?: readonly string[]
  readonly purpose?: string
  readonly audience?: string
}

const columns = [{ title: 'TITLE' }, { title: 'LENGTH', align: 'right' }, { title: 'ID' }] as const

function inWords({ title, purpose, clips }: CollectionView): string {
  const head = [
    `“${title}” has ${plural(clips.length, 'clip')}.`,
    ...(purpose === undefined ? [] : [purpose]),
  ]
  const rows = clips.map(clip => [shorten(clip.title, 50), formatTimecode(clip.toMs - clip.fromMs), clip.id])
  return clips.length === 0 ? head.join('\n') : `${head.join('\n')}\n\n${table(columns, rows)}`
}

async function fill(work: Work, name: string, { add = [], ...details }: CollectionOptions) {
  const { api } = work
  // Named clips are looked up first: a collection that was only half wanted is not made.
  const all = await api.clips.list({})
  const clipIds = add.map(id => byIdPrefix('clip', id, all).id)
  await becomeSpeaker(work, work.globals)
  const { id } = await api.collections.add({ title: name, ...details })
  const described =
    Object.keys(details).length > 0 ? await api.collections.update({ id, ...details }) : undefined
  if (clipIds.length > 0) return api.collections.addClips({ id, clipIds })
  return described ?? api.collections.find({ name: id })
}

/** Shows a collection; with something to put into it, makes it where there is none. */
export const collection =
  (name: string, options: CollectionOptions): Action =>
  async work => {
    const { add, purpose, audience } = options
    if (add === undefined && purpose === undefined && audience === undefined) {
      await becomeReader(work, work.globals)
      const found = await work.api.collections.find({ name })
      work.out.result(found, () => inWords(found))
      return 0
    }
    const filled = await fill(work, name, options)
    work.out.result(filled, () => inWords(filled))
    return 0
  }
