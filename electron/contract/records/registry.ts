import { z } from 'zod'
import { actionStep, stepDone } from './actionStep.ts'
import { agreedLevel, calibration, scoreSheet } from './calibration.ts'
import { clip } from './clip.ts'
import { collection } from './collection.ts'
import { comment } from './comment.ts'
import { consent } from './consent.ts'
import { criterionVersion } from './criterionVersion.ts'
import { cycle } from './cycle.ts'
import { debriefNote } from './debriefNote.ts'
import { drawing } from './drawing.ts'
import { firstPass } from './firstPass.ts'
import { lesson } from './lesson.ts'
import { mask } from './mask.ts'
import { measure, measurePoint } from './measure.ts'
import { person } from './person.ts'
import { phase } from './phase.ts'
import { pin } from './pin.ts'
import { policy } from './policy.ts'
import { reaction } from './reaction.ts'
import { recording } from './recording.ts'
import { reply } from './reply.ts'
import { resolution } from './resolution.ts'
import { rubric } from './rubric.ts'
import { goalLink, schoolGoal } from './schoolGoal.ts'
import { soundMask } from './soundMask.ts'
import { tag } from './tag.ts'
import { transcript } from './transcript.ts'

/** Every kind of record this version knows. What it does not know is kept as it is and never shown. */
export const knownRecord = z.discriminatedUnion('type', [
  person,
  lesson,
  recording,
  rubric,
  criterionVersion,
  clip,
  collection,
  comment,
  reply,
  tag,
  reaction,
  resolution,
  phase,
  drawing,
  transcript,
  firstPass,
  pin,
  debriefNote,
  actionStep,
  stepDone,
  cycle,
  consent,
  policy,
  mask,
  soundMask,
  calibration,
  scoreSheet,
  agreedLevel,
  measure,
  measurePoint,
  schoolGoal,
  goalLink,
])
export type KnownRecord = z.infer<typeof knownRecord>
export type RecordType = KnownRecord['type']
export type RecordOf<T extends RecordType> = Extract<KnownRecord, { type: T }>

/** Where a record lives: in the catalog that every screen needs, or in its lesson's folder. */
export const homeOf: Record<RecordType, 'catalog' | 'lesson'> = {
  person: 'catalog',
  lesson: 'catalog',
  recording: 'catalog',
  rubric: 'catalog',
  criterionVersion: 'catalog',
  clip: 'catalog',
  collection: 'catalog',
  comment: 'lesson',
  reply: 'lesson',
  tag: 'lesson',
  reaction: 'lesson',
  resolution: 'lesson',
  phase: 'lesson',
  drawing: 'lesson',
  transcript: 'lesson',
  firstPass: 'lesson',
  pin: 'lesson',
  debriefNote: 'lesson',
  actionStep: 'lesson',
  stepDone: 'lesson',
  cycle: 'catalog',
  consent: 'catalog',
  policy: 'catalog',
  mask: 'lesson',
  soundMask: 'lesson',
  calibration: 'lesson',
  scoreSheet: 'lesson',
  agreedLevel: 'lesson',
  measure: 'catalog',
  measurePoint: 'catalog',
  schoolGoal: 'catalog',
  goalLink: 'catalog',
}
