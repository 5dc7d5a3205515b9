import { z } from 'zod'
import { clipId } from './clip.ts'
import { envelope, idOf } from './envelope.ts'

export const collectionId = idOf('collection')
export type CollectionId = z.infer<typeof collectionId>

/** An ordered clip library for a PLC. */
export const collection = z.object({
  ...envelope.shape,
  id: collectionId,
  type: z.literal('collection'),
  title: z.string().trim().min(1).max(300),
  clipIds: z.array(clipId).max(5000),
})
export type Collection = z.infer<typeof collection>
