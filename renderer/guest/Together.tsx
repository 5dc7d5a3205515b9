import { Eye, EyeOff } from 'lucide-react'
import type { SessionPerson } from '../../electron/contract/api/session.ts'
import { placeAt } from '../../electron/contract/session/follow.ts'
import { formatTimecode } from '../../electron/contract/time/timecode.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { KeyCap } from '../ui/KeyCap.tsx'
import controls from './controls.module.css'
import { useGuestRoom } from './guestRoom.ts'
import type { Picture } from './Picture.ts'
import { colourIn, useSpeakers } from './speakers.ts'
import classes from './Together.module.css'
import { isFollowing, useOfPicture } from './useOfPicture.ts'

/** Who is here, where each one is, and whose picture leads. */
export function Together({ picture }: { readonly picture: Picture | undefined }) {
  const { people, leaderId, you, lost } = useGuestRoom()
  const speakers = useSpeakers()
  const leader = people.find(({ id }) => id === leaderId)
  const leads = leader?.id === you
  const follows = useOfPicture(picture, isFollowing) ?? false
  const stopped = useOfPicture(picture, each => each.stopped) ?? false
  return (
    <section className={classes.together} aria-label="Live review">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: in a narrow room it scrolls, and what scrolls must be reached with the keyboard */}
      <ul className={classes.people} tabIndex={0} aria-label="Who is here">
        {people.map(person => (
          <li key={person.id} data-here={person.here}>
            <Avatar person={{ ...person, colour: colourIn(speakers, person.personId) }} size={22} />
            <span className={classes.who}>
              <span className={classes.name} title={person.name}>
                <bdi>{person.name}</bdi>
                {person.id === you && ' (you)'}
              </span>
              <State person={person} picture={picture} />
            </span>
          </li>
        ))}
      </ul>
      <span className={classes.calm} role="status">
        {stopped && !lost && leader && !leads
          ? `You look for yourself now. Shift F follows ${leader.name} again.`
          : ''}
      </span>
      {leads ? (
        <b className={classes.follow}>You lead</b>
      ) : (
        <button
          type="button"
          className={`${controls.quiet} ${classes.follow}`}
          aria-pressed={follows}
          onClick={() => picture?.setFollows(!picture.follows)}
        >
          {follows ? <Eye size={15} aria-hidden="true" /> : <EyeOff size={15} aria-hidden="true" />}
          <span className={classes.whom}>
            Follow <bdi>{leader?.name}</bdi>
          </span>
          <KeyCap combo="shift+f" />
        </button>
      )}
    </section>
  )
}

function State({
  person: { here, typing, playhead },
  picture,
}: {
  readonly person: SessionPerson
  readonly picture: Picture | undefined
}) {
  const offsetMs = useGuestRoom(room => room.offsetMs)
  const place = useOfPicture(picture, ({ lookedAtMs }) =>
    playhead ? formatTimecode(placeAt(playhead, lookedAtMs + offsetMs)) : '',
  )
  return <small className={classes.state}>{!here ? 'away' : typing ? 'writes' : place}</small>
}
