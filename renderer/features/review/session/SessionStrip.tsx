import { Button, Menu, VisuallyHidden } from '@mantine/core'
import { Crown, Eye, EyeOff, LogOut, Radio, Users, WifiLow } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { SessionPerson, SessionView } from '../../../../electron/contract/api/session.ts'
import type { LessonId } from '../../../../electron/contract/records/lesson.ts'
import { placeAt } from '../../../../electron/contract/session/follow.ts'
import { formatTimecode } from '../../../../electron/contract/time/timecode.ts'
import { api } from '../../../lib/api.ts'
import { type Act, useKeys } from '../../../lib/keys.ts'
import { sayError } from '../../../lib/notices.ts'
import { useLesson } from '../../../lib/queries.ts'
import {
  leaderOf,
  leaveSession,
  lessonTogether,
  openHosting,
  takeSession,
  useSession,
  youIn,
} from '../../../lib/session.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import type { RoomPerson } from '../room/roomPeople.ts'
import classes from './SessionStrip.module.css'
import { useSessionPlay } from './useSessionPlay.ts'

type Together = Exclude<SessionView, { side: 'none' }>

/** Who looks at this lesson together just now, where each one is, and whose picture leads; nothing while nobody does. */
export function SessionStrip({
  lessonId,
  people,
}: {
  readonly lessonId: LessonId
  /** As the room shows them: on each machine the colours are its own. */
  readonly people: readonly RoomPerson[]
}) {
  const view = useSession()
  const together = view && view.side !== 'none' && lessonTogether(view) === lessonId ? view : undefined
  useKeys([
    {
      id: 'session.host',
      title: together ? 'Show address and code of the session' : 'Review this lesson live with others',
      group: 'Live review',
      keys: ['shift+l'],
      run: () => openHosting(lessonId),
      disabled: together?.side === 'guest',
    },
  ])
  return together ? <Strip view={together} lessonId={lessonId} people={people} /> : null
}

function Strip({
  view,
  lessonId,
  people,
}: {
  readonly view: Together
  readonly lessonId: LessonId
  readonly people: readonly RoomPerson[]
}) {
  const shown = (person: SessionPerson): SessionPerson => ({
    ...person,
    colour: people.find(({ id }) => id === person.personId)?.colour ?? person.colour,
  })
  const leader = leaderOf(view)
  const you = youIn(view)
  const leads = you !== undefined && you.id === leader?.id
  const { follows, stopped, setFollows } = useSessionPlay(view)
  const handOn = (to: SessionPerson) => {
    api.session
      .lead({ to: to.id })
      .then(takeSession, (error: unknown) => sayError(error, 'The lead stays where it is.'))
  }
  const others = view.people.filter(({ id, here }) => here && id !== leader?.id)
  const acts: Act[] = []
  if (leader && !leads)
    acts.push({
      id: 'session.follow',
      title: follows ? `Look for yourself again` : `Follow ${leader.name}`,
      group: 'Live review',
      keys: ['shift+f'],
      run: () => setFollows(!follows),
    })
  if (leads || view.side === 'host')
    for (const each of others)
      acts.push({
        id: `session.lead.${each.id}`,
        title: each.you ? 'Take the lead' : `Give the lead to ${each.name}`,
        group: 'Live review',
        run: () => handOn(each),
      })
  acts.push({
    id: 'session.leave',
    title: view.side === 'host' ? 'End the session for everyone' : 'Leave the session',
    group: 'Live review',
    run: leaveSession,
  })
  useKeys(acts)
  const lost = view.side === 'guest' && view.state === 'lost'
  const problem = view.side === 'guest' ? view.problem : undefined
  const recordings = useLesson(lessonId).data?.recordings ?? []
  const smaller = recordings.some(({ streams }) => streams !== undefined && streams !== 'full')
  return (
    <section className={classes.strip} data-session aria-label="Live review">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: in a narrow room it scrolls, and what scrolls must be reached with the keyboard */}
      <section className={classes.people} tabIndex={0} aria-label="Who is here">
        {view.people.map(person => (
          <Person key={person.id} person={shown(person)} leads={person.id === leader?.id} />
        ))}
        {view.people.length === 1 && <span className={classes.calm}>Nobody else is here yet.</span>}
      </section>
      <span className={classes.calm} role="status">
        {lost
          ? `${view.hostName} cannot be reached. Go on: what you write is handed over on return.`
          : (problem ??
            (stopped && leader ? `You look for yourself now. Shift F follows ${leader.name} again.` : ''))}
      </span>
      <span className={classes.network} role="status">
        {smaller && !lost && (
          <span title="The network carries no more just now, so the host sends a smaller picture. It gets sharp again by itself.">
            <WifiLow size={15} strokeWidth={1.9} aria-hidden="true" />
            Smaller picture
            <VisuallyHidden>: the network is slow. It gets sharp again by itself.</VisuallyHidden>
          </span>
        )}
      </span>
      <span className={classes.acts}>
        {leader && !leads && (
          <Button
            size="compact-sm"
            variant={follows ? 'filled' : 'default'}
            aria-pressed={follows}
            leftSection={
              follows ? (
                <Eye size={15} strokeWidth={1.9} aria-hidden="true" />
              ) : (
                <EyeOff size={15} strokeWidth={1.9} aria-hidden="true" />
              )
            }
            rightSection={<KeyCap combo="shift+f" />}
            onClick={() => setFollows(!follows)}
          >
            Follow&nbsp;<bdi className={classes.whom}>{leader.name}</bdi>
          </Button>
        )}
        <Menu position="bottom-end" width={260} withinPortal>
          <Menu.Target>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<Users size={15} strokeWidth={1.9} aria-hidden="true" />}
            >
              {leads ? 'You lead' : 'Session'}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {(leads || view.side === 'host') &&
              others.map(each => (
                <Menu.Item
                  key={each.id}
                  leftSection={<Crown size={15} strokeWidth={1.9} aria-hidden="true" />}
                  onClick={() => handOn(each)}
                >
                  {each.you ? 'Take the lead' : `Give the lead to ${each.name}`}
                </Menu.Item>
              ))}
            {view.side === 'host' && (
              <Menu.Item
                leftSection={<Radio size={15} strokeWidth={1.9} aria-hidden="true" />}
                onClick={() => openHosting(lessonId)}
              >
                Address and code
              </Menu.Item>
            )}
            <Menu.Item
              leftSection={<LogOut size={15} strokeWidth={1.9} aria-hidden="true" />}
              onClick={leaveSession}
            >
              {view.side === 'host' ? 'End the session for everyone' : 'Leave the session'}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </span>
    </section>
  )
}

function Person({ person, leads }: { readonly person: SessionPerson; readonly leads: boolean }) {
  const { name, you, here, typing } = person
  const place = usePlace(person)
  return (
    <span className={classes.person} data-away={!here} data-you={you}>
      <Avatar person={person} size={22} />
      <span className={classes.name} title={name}>
        {name}
        {you && ' (you)'}
      </span>
      {leads && (
        <span className={classes.leads} role="img" aria-label="leads" title={`${name} leads`}>
          <Crown size={14} strokeWidth={1.9} aria-hidden="true" />
        </span>
      )}
      {!you && <span className={classes.state}>{here ? (typing ? 'writes' : place) : 'away'}</span>}
    </span>
  )
}

/** Where someone is on the lesson clock, second by second. */
function usePlace({ playhead }: SessionPerson): string {
  const [nowMs, setNow] = useState(() => Date.now())
  const playing = playhead?.playing ?? false
  useEffect(() => {
    if (!playing) return
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [playing])
  if (!playhead) return ''
  return formatTimecode(Math.round(placeAt(playhead, Math.max(nowMs, playhead.clockMs))))
}
