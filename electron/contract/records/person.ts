import { z } from 'zod'
import { envelope, idOf } from './envelope.ts'

export const roles = ['teacher', 'coach', 'peer', 'leader'] as const
export const role = z.enum(roles)
export type Role = z.infer<typeof role>

/** Each person has one of four colours, which goes with a pattern (solid, dashes, diamonds, bars), so that none is told by colour alone. */
export const personColours = ['p1', 'p2', 'p3', 'p4'] as const
export const personColour = z.enum(personColours)
export type PersonColour = z.infer<typeof personColour>

export const personName = z.string().trim().min(1).max(120)
export const personId = idOf('person')
export type PersonId = z.infer<typeof personId>

export const person = z.object({
  ...envelope.shape,
  id: personId,
  type: z.literal('person'),
  name: personName,
  role,
  colour: personColour,
})
export type Person = z.infer<typeof person>
