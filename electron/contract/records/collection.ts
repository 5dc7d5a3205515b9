import { z } from 'zod'
import { clipId } from './clip.ts'
import { envelope, idOf } from './envelope.ts'

export const collectionId = idOf('collection')
export type CollectionId = z.infer<typeof collectionId>

/** One step of a discussion protocol. */
export const protocolStep = z.object({
  title: z.string().trim().min(1).max(200),
  minutes: z.int().min(0).max(600).optional(),
})
export type ProtocolStep = z.infer<typeof protocolStep>

/** What a collection says about itself; all but the title may be empty. */
export const collectionDetails = z.object({
  title: z.string().trim().min(1).max(300),
  /** What it is for, in a sentence that a group reads first. */
  purpose: z.string().trim().min(1).max(300).optional(),
  audience: z.string().trim().min(1).max(300).optional(),
  intro: z.string().trim().min(1).max(5000).optional(),
  facilitatorNotes: z.string().trim().min(1).max(20_000).optional(),
  protocol: z.array(protocolStep).max(20).optional(),
})
export type CollectionDetails = z.infer<typeof collectionDetails>

/** What a collection says of one of its clips. */
export const clipNote = z.object({
  prompt: z.string().trim().min(1).max(500).optional(),
  intro: z.string().trim().min(1).max(5000).optional(),
})
export type ClipNote = z.infer<typeof clipNote>

/** An ordered clip library for a PLC. */
export const collection = z.object({
  ...envelope.shape,
  ...collectionDetails.shape,
  id: collectionId,
  type: z.literal('collection'),
  clipIds: z.array(clipId).max(5000),
  clipNotes: z.record(z.string(), clipNote).optional(),
})
export type Collection = z.infer<typeof collection>
