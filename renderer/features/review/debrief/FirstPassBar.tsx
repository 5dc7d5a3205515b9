import { Button, Menu } from '@mantine/core'
import { EyeOff } from 'lucide-react'
import { useEffect } from 'react'
import type { FirstPassView } from '../../../../electron/contract/api/firstPass.ts'
import type { LessonId } from '../../../../electron/contract/records/lesson.ts'
import type { PersonId } from '../../../../electron/contract/records/person.ts'
import { api } from '../../../lib/api.ts'
import { offerUndo, sayError } from '../../../lib/notices.ts'
import { keys, useFirstPass, usePeople } from '../../../lib/queries.ts'
import { queryClient } from '../../../lib/queryClient.ts'
import { useSpeaker } from '../../../lib/speaker.ts'
import { readSummariesAgain } from '../../../lib/summaries.ts'
import { useRoom } from '../room/roomContext.ts'
import classes from './Debrief.module.css'

/** All that may hold marks; read anew when what may be seen changes. */
const readAnew = (lessonId: LessonId) => {
  readSummariesAgain([lessonId])
  return Promise.all([
    queryClient.resetQueries({ queryKey: keys.comments(lessonId) }),
    queryClient.resetQueries({ queryKey: keys.debrief(lessonId) }),
    queryClient.invalidateQueries({ queryKey: keys.firstPass(lessonId) }),
    queryClient.invalidateQueries({ queryKey: keys.lesson(lessonId) }),
    queryClient.resetQueries({ queryKey: keys.marks(lessonId) }),
    queryClient.invalidateQueries({ queryKey: keys.clips() }),
    queryClient.invalidateQueries({ queryKey: keys.cycles }),
  ])
}

/** While someone looks alone, each change of who speaks shows the marks of that person only. */
export function useFirstPassGuard(): void {
  const { lessonId } = useRoom()
  const on = useFirstPass(lessonId).data?.some(pass => pass.on) ?? false
  const speaker = useSpeaker(state => state.speaker)
  useEffect(() => {
    if (on && speaker) void readAnew(lessonId)
  }, [lessonId, on, speaker])
}

type Act = 'begin' | 'reveal'

async function say(
  act: Act,
  lessonId: LessonId,
  who: PersonId,
  withId: PersonId,
  words: string,
): Promise<void> {
  const asWho = { context: { speaker: who } }
  try {
    queryClient.setQueryData(keys.firstPass(lessonId), await api.firstPass[act]({ lessonId, withId }, asWho))
    offerUndo(words, async () => {
      await api.firstPass.takeBack({ lessonId, withId }, asWho)
      await readAnew(lessonId)
    })
    await readAnew(lessonId)
  } catch (error) {
    sayError(error, act === 'begin' ? 'Looking alone did not begin.' : 'Nothing was revealed.')
  }
}

const first = (name: string) => name.split(/\s+/u)[0] ?? name

/** Two people look alone first: begins it, tells how it stands, and asks each whether to reveal. */
export function FirstPassBar({ readOnly }: { readonly readOnly: boolean }) {
  const { lessonId } = useRoom()
  const passes = useFirstPass(lessonId).data
  const { speaker, present } = useSpeaker()
  const people = usePeople().data ?? []
  if (!passes || !speaker) return null
  const on = passes.filter(pass => pass.on && pass.sides.some(({ person }) => present.includes(person.id)))
  if (on.length > 0)
    return on.map(pass => (
      <Standing
        key={pass.sides.map(({ person }) => person.id).join()}
        pass={pass}
        lessonId={lessonId}
        speaker={speaker}
        present={present}
        readOnly={readOnly}
      />
    ))
  const shown = new Set(passes.flatMap(({ sides }) => sides.map(({ person }) => person.id)))
  const others = people.filter(({ id }) => id !== speaker && !(shown.has(id) && shown.has(speaker)))
  if (readOnly || others.length === 0) return null
  const name = (id: PersonId) => people.find(person => person.id === id)?.name ?? 'Someone'
  return (
    <div className={classes.pass}>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<EyeOff size={13} strokeWidth={1.9} aria-hidden="true" />}
          >
            Look alone first
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>Each sees only their own marks until both reveal</Menu.Label>
          {others.map(({ id, name: other }) => (
            <Menu.Item
              key={id}
              onClick={() =>
                void say('begin', lessonId, speaker, id, `${name(speaker)} and ${other} look alone first`)
              }
            >
              {name(speaker)} and {other}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}

function Standing({
  pass,
  lessonId,
  speaker,
  present,
  readOnly,
}: {
  readonly pass: FirstPassView
  readonly lessonId: LessonId
  readonly speaker: PersonId
  readonly present: readonly PersonId[]
  readonly readOnly: boolean
}) {
  const other = ({ person }: FirstPassView['sides'][number]) =>
    pass.sides.find(side => side.person.id !== person.id)
  return (
    <section className={classes.pass} aria-label="Looking alone first">
      {pass.sides
        .filter(({ person }) => person.id !== speaker)
        .map(side => (
          <p key={side.person.id} className={classes.closed}>
            <EyeOff size={15} strokeWidth={1.9} aria-hidden="true" />
            {first(side.person.name)} has {side.comments} here. Reveal together.
          </p>
        ))}
      <div className={classes.passActs}>
        {pass.sides.map(side => {
          const against = other(side)
          if (!against) return null
          const name = first(side.person.name)
          if (side.state === 'revealed')
            return (
              <span key={side.person.id} className={classes.empty}>
                {name} is ready to reveal
              </span>
            )
          if (!present.includes(side.person.id) || readOnly)
            return (
              <span key={side.person.id} className={classes.empty}>
                {name} has not revealed yet
              </span>
            )
          const pair = [lessonId, side.person.id, against.person.id] as const
          return (
            <span key={side.person.id} className={classes.row}>
              {side.state === 'unsaid' && (
                <Button
                  size="compact-xs"
                  variant="default"
                  onClick={() => void say('begin', ...pair, `${name} looks alone too`)}
                >
                  {name}: look alone too
                </Button>
              )}
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => void say('reveal', ...pair, `${name} is ready to reveal`)}
              >
                {name}: reveal
              </Button>
            </span>
          )
        })}
      </div>
    </section>
  )
}
