import { z } from 'zod'
import { personColour, personId, personName, role } from '../records/person.ts'
import { procedure } from './base.ts'

export const personView = z.object({
  id: personId,
  name: personName,
  role,
  colour: personColour,
  /** One of the people of this machine, who may speak here. */
  local: z.boolean(),
})
export type PersonView = z.infer<typeof personView>

export const people = {
  /** Everyone the library knows, the people of this machine first. */
  list: procedure.output(z.array(personView)),
  /**
   * Makes a person of this machine; where the library already knows exactly one person of that name (and role, if given),
   * this is that person on a further machine.
   */
  join: procedure.input(z.object({ name: personName, role: role.optional() })).output(personView),
  update: procedure
    .input(
      z.object({
        id: personId,
        name: personName.optional(),
        role: role.optional(),
        colour: personColour.optional(),
      }),
    )
    .output(personView),
  /** Takes a person off this machine's list; what they wrote stays. */
  leave: procedure.input(z.object({ id: personId })).output(z.void()),
}
