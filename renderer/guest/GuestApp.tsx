import { Logo } from '../ui/Logo.tsx'
import controls from './controls.module.css'
import { backToTheDoor, useGuestRoom } from './guestRoom.ts'
import { JoinForm } from './JoinForm.tsx'
import { Room } from './Room.tsx'
import classes from './Sheet.module.css'
import { goOnHere, leave } from './stay.ts'
import { UnsentWords } from './UnsentWords.tsx'

/** A guest's page in a browser: the way in, the room, the end. */
export function GuestApp() {
  const phase = useGuestRoom(room => room.phase)
  const isThere = useGuestRoom(room => room.lesson !== undefined)
  if (phase === 'in' && isThere) return <Room />
  return (
    <main className={classes.door}>
      <div className={classes.sheet}>
        <p className={classes.brand}>
          <Logo size={28} /> Debrief
        </p>
        {phase === 'join' && <JoinForm />}
        {(phase === 'waiting' || phase === 'in') && <Waiting />}
        {phase === 'ended' && <Ended />}
      </div>
    </main>
  )
}

function Waiting() {
  const hostName = useGuestRoom(room => room.hostName)
  const lost = useGuestRoom(room => room.lost)
  return (
    <>
      <h1 className="h2">Asking to join</h1>
      <p role="status" className={classes.lead}>
        {lost
          ? `${hostName} cannot be reached just now. Leave this page open: it tries again by itself.`
          : `${hostName} was asked to let you in. Leave this page open.`}
      </p>
      <div className={controls.foot}>
        <button type="button" className={controls.quiet} onClick={() => void leave()}>
          Stop asking
        </button>
      </div>
    </>
  )
}

function Ended() {
  const { ended, elsewhere, hostName } = useGuestRoom()
  return (
    <>
      <h1 className="h2">{elsewhere ? 'You went on in another tab' : 'The session is over for you'}</h1>
      <p role="status" className={classes.lead}>
        {ended}
      </p>
      <UnsentWords
        why={`These words of yours did not reach ${hostName}. Copy them before you close this page: they are nowhere else.`}
      />
      <div className={controls.foot}>
        <button
          type="button"
          className={controls.primary}
          onClick={elsewhere ? () => void goOnHere() : backToTheDoor}
        >
          {elsewhere ? 'Go on here' : 'Join again'}
        </button>
      </div>
    </>
  )
}
