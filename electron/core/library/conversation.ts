import type { Doubt } from '../../contract/api/comments.ts'
import type { Envelope } from '../../contract/records/envelope.ts'
import type { Conversation, Held, LessonRecordType } from './library.types.ts'
import type { Scope, Version } from './scope.ts'

/**
 * What is in view of a lesson.
 * @param doubtOf tells of shared records why their author is not sure; what is private lies on this machine alone
 */
export function conversationOf(scope: Scope, doubtOf: (version: Version) => Doubt | undefined): Conversation {
  const judged = <R extends Envelope>(held: Held<R>): Held<R> => {
    const version = held.private ? undefined : scope.get(held.record.id)
    const doubt = version && doubtOf(version)
    return doubt === undefined ? held : { ...held, doubt }
  }
  const all = <T extends LessonRecordType>(type: T) => scope.all(type).map(judged)
  return {
    comments: all('comment'),
    replys: all('reply'),
    tags: all('tag'),
    reactions: all('reaction'),
    resolutions: all('resolution'),
    phases: all('phase'),
    drawings: all('drawing'),
    transcripts: all('transcript'),
    firstPasss: all('firstPass'),
    pins: all('pin'),
    debriefNotes: all('debriefNote'),
    actionSteps: all('actionStep'),
    stepDones: all('stepDone'),
    masks: all('mask'),
    soundMasks: all('soundMask'),
    calibrations: all('calibration'),
    scoreSheets: all('scoreSheet'),
    agreedLevels: all('agreedLevel'),
  }
}
