import { DebriefError } from '../../contract/errors.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { Caller } from '../call.ts'

/**
 * Who speaks, for acts that need an author.
 * @throws DebriefError input.invalid where nobody speaks, notYours where someone does who is not of this machine
 */
export function speakerOf(caller: Caller, isLocal: (id: PersonId) => boolean): PersonId {
  const { speaker } = caller
  if (!speaker)
    throw new DebriefError('input.invalid', 'Say who you are first; then try again. Nothing was saved.', {
      subject: 'speaker',
    })
  if (!isLocal(speaker))
    throw new DebriefError(
      'notYours',
      'Only the people of this machine can write here. Choose who speaks, then try again. Nothing was saved.',
      { subject: speaker },
    )
  return speaker
}
