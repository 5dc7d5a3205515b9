import { z } from 'zod'

/** Ids are `<type>:<ulid>`; what ships with the app has a readable slug in the ulid's place. */
export const idOf = <T extends string>(type: T) =>
  z.templateLiteral([z.literal(type), ':', z.string().regex(/^[0-9A-Za-z][0-9A-Za-z-]{0,63}$/)])

/** Writers (one person on one installation) name their files: lower-case letters and digits only, so any file system takes it. */
export const writerId = z.string().regex(/^[0-9a-z]{26}$/)
export type WriterId = z.infer<typeof writerId>

/**
 * When and by whom a version was written: hybrid logical clock (12 hex digits of wall-clock ms, 4 of counter) and writer,
 * `000001936f2a1b3c-0000-<writerId>`-like, so that string order is time order and no two versions tie.
 */
export const rev = z.string().regex(/^[0-9a-f]{12}-[0-9a-f]{4}-[0-9a-z]{26}$/)
export type Rev = z.infer<typeof rev>

/** What every record carries beside its own fields. */
export const envelope = z.object({
  id: z.string(),
  type: z.string(),
  rev,
  /** The person who wrote the record first. */
  by: idOf('person'),
  /** When it was first written, ms since 1970. */
  createdAtMs: z.int().nonnegative(),
  /** A tombstone: the record stays so that the deletion reaches every replica; undo writes it again without this. */
  deleted: z.literal(true).optional(),
})
export type Envelope = z.infer<typeof envelope>

/** A record as it lies in a file: known or not, its fields are kept when it is written again. */
export const anyEnvelope = z.looseObject(envelope.shape)
export type AnyRecord = z.infer<typeof anyEnvelope>

/** What a capability hands to the store; the store stamps rev, author and time. */
export type Draft<R extends Envelope> = R extends Envelope
  ? Omit<R, 'rev' | 'by' | 'createdAtMs' | 'deleted'>
  : never
