import { z } from 'zod'
import { clipId } from '../records/clip.ts'
import { clipNote, collectionDetails, collectionId } from '../records/collection.ts'
import { procedure } from './base.ts'
import { clipView } from './clips.ts'
import { authorView } from './comments.ts'

/** A collection with its clips in order; clips that were removed are left out, and come back with them. */
export const collectionView = z.object({
  ...collectionDetails.shape,
  id: collectionId,
  clips: z.array(z.object({ ...clipView.shape, ...clipNote.shape })),
  author: authorView,
  createdAtMs: z.int(),
})
export type CollectionView = z.infer<typeof collectionView>

const { title, ...details } = collectionDetails.shape
const clearable = {
  purpose: details.purpose.nullable(),
  audience: details.audience.nullable(),
  intro: details.intro.nullable(),
  facilitatorNotes: details.facilitatorNotes.nullable(),
  protocol: details.protocol.nullable(),
}

/** Clip libraries for professional learning communities. */
export const collections = {
  /** The newest first. */
  list: procedure.output(z.array(collectionView)),
  /** By id, by its beginning, or by title. */
  find: procedure.input(z.object({ name: z.string() })).output(collectionView),
  /** A title that is there already, in any case, is the collection that has it. */
  add: procedure.input(collectionDetails).output(collectionView),
  /** Changes what is given; `null` clears. */
  update: procedure
    .input(z.object({ id: collectionId, title: title.optional(), ...clearable }))
    .output(collectionView),
  /** At the end, in the order given; those that are in it stay where they are. */
  addClips: procedure
    .input(z.object({ id: collectionId, clipIds: z.array(clipId).min(1) }))
    .output(collectionView),
  /** Takes clips out of the collection; the clips themselves stay. */
  removeClips: procedure
    .input(z.object({ id: collectionId, clipIds: z.array(clipId).min(1) }))
    .output(collectionView),
  /** Puts a clip at another place, counted from 0. */
  moveClip: procedure
    .input(z.object({ id: collectionId, clipId, to: z.int().nonnegative() }))
    .output(collectionView),
  /** What the collection says of one of its clips; `null` clears. */
  describeClip: procedure
    .input(
      z.object({
        id: collectionId,
        clipId,
        prompt: clipNote.shape.prompt.nullable(),
        intro: clipNote.shape.intro.nullable(),
      }),
    )
    .output(collectionView),
  remove: procedure.input(z.object({ id: collectionId })).output(z.void()),
  restore: procedure.input(z.object({ id: collectionId })).output(collectionView),
}
