import { PRESENT_HEADER, SPEAKER_HEADER } from '../contract/api/doors.ts'
import { DebriefError } from '../contract/errors.ts'
import { type PersonId, personId } from '../contract/records/person.ts'
import type { Caller } from '../core/call.ts'

function localPerson(text: string, isLocalPerson: (id: string) => boolean): PersonId {
  const parsed = personId.safeParse(text.trim())
  if (parsed.success && isLocalPerson(parsed.data)) return parsed.data
  throw new DebriefError(
    'input.invalid',
    'That person is not at this machine. Choose who speaks again, or add the person in the settings.',
    { subject: SPEAKER_HEADER },
  )
}

/**
 * Who calls, from the request's headers; only people of this machine may be named there.
 * @throws DebriefError input.invalid for anyone else
 */
export function callerOf(headers: Headers, isLocalPerson: (id: string) => boolean): Caller {
  const speakerText = headers.get(SPEAKER_HEADER)
  const speaker = speakerText ? localPerson(speakerText, isLocalPerson) : undefined
  const present = (headers.get(PRESENT_HEADER) ?? '')
    .split(',')
    .filter(text => text.trim() !== '')
    .map(text => localPerson(text, isLocalPerson))
  const everyone = speaker ? [speaker, ...present.filter(id => id !== speaker)] : present
  return { door: 'local', ...(speaker ? { speaker } : {}), present: everyone }
}
