import type { LessonId } from '../contract/records/lesson.ts'
import type { PersonId } from '../contract/records/person.ts'
import { type BrowserTalkParts, browserTalk } from './browserTalk.ts'
import type { EventBus } from './events.ts'
import { isIncoming } from './lessons/import/incoming.ts'
import { createPackages, type PackageParts } from './packages/packages.ts'
import { packageProcedures } from './packages/procedures.ts'
import { freeColour } from './people/names.ts'
import type { People } from './people/people.ts'
import { localDiscovery } from './session/discovery.ts'
import { sessionProcedures } from './session/procedures.ts'
import { createSessions, type SessionParts } from './session/sessions.ts'

type Together = Omit<
  PackageParts,
  'author' | 'isIncoming' | 'copyOf' | 'makeProxy' | 'changed' | 'waitingChanged' | 'now'
> &
  Omit<
    SessionParts,
    | 'who'
    | 'freeColour'
    | 'discovery'
    | 'isPresent'
    | 'mediaChanged'
    | 'subscribe'
    | 'publish'
    | 'liveCopy'
    | 'recordingView'
    | 'browserTalk'
  > &
  Omit<BrowserTalkParts, 'author'> & {
    readonly bus: EventBus
    /** Who sits at this machine, as the settings have it. */
    present(): readonly PersonId[]
    readonly view: SessionParts['recordingView']
    readonly live: SessionParts['liveCopy']
    readonly author: People['author']
    readonly makeSmallCopy: PackageParts['makeProxy']
    readonly smallCopy: PackageParts['copyOf']
  }

/** How lessons get to other machines and back: packages, and live sessions; part of `compose.ts`. */
export function composeTogether(parts: Together) {
  const { library, isLocal, bus, author, nowMs, present } = parts
  const lessonChanged = (lessonId: LessonId) => bus.publish({ type: 'lesson.changed', lessonId })
  const packages = createPackages({
    ...parts,
    now: nowMs,
    isIncoming,
    makeProxy: parts.makeSmallCopy,
    copyOf: parts.smallCopy,
    changed: ({ lessonId }) => lessonChanged(lessonId),
    waitingChanged: () => bus.publish({ type: 'packages.changed' }),
  })
  const sessions = createSessions({
    ...parts,
    ...bus,
    recordingView: parts.view,
    liveCopy: parts.live,
    browserTalk: browserTalk(parts),
    isPresent: id => isLocal(id) && present().some(each => each === id),
    who: id => ({ ...author(id), colour: library().find('person', id)?.colour ?? 'p1' }),
    freeColour: () => freeColour(library().all('person')),
    discovery: localDiscovery({ failed: parts.logUnforeseen }),
    mediaChanged: lessonChanged,
  })
  return {
    sessions,
    procedures: { packages: packageProcedures(packages), session: sessionProcedures(sessions) },
  }
}
