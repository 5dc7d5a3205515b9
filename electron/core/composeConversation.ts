import type { DebriefView } from '../contract/api/debrief.ts'
import type { LessonId } from '../contract/records/lesson.ts'
import type { Recording } from '../contract/records/recording.ts'
import { createCalibrations } from './calibration/calibrations.ts'
import { calibrationProcedures } from './calibration/procedures.ts'
import type { Caller } from './call.ts'
import { addMany } from './comments/addMany.ts'
import { type CommentParts, createComments } from './comments/comments.ts'
import { commentProcedures, replyProcedures } from './comments/procedures.ts'
import { createReplies } from './comments/replies.ts'
import { createResponses } from './comments/responses.ts'
import { createDebrief } from './debrief/debrief.ts'
import { debriefProcedures } from './debrief/procedures.ts'
import { createDrawings } from './drawings/drawings.ts'
import { drawingProcedures } from './drawings/procedures.ts'
import { createExchange } from './exchange/exchange.ts'
import { notesProcedures } from './exchange/procedures.ts'
import { createMasks } from './masks/masks.ts'
import { maskProcedures, soundMaskProcedures } from './masks/procedures.ts'
import { createSoundMasks } from './masks/soundMasks.ts'
import { createMaskTracking, type TrackParts } from './masks/tracking.ts'
import { createMeasures } from './measures/measures.ts'
import { measureProcedures } from './measures/procedures.ts'
import { createPhases } from './phases/phases.ts'
import { phaseProcedures } from './phases/procedures.ts'
import type { RubricShelf } from './rubrics/shelf.ts'
import { parseTagSpec } from './rubrics/tagSpec.ts'
import { schoolGoalProcedures } from './schoolGoals/procedures.ts'
import { createSchoolGoals } from './schoolGoals/schoolGoals.ts'
import { transcriptProcedures } from './transcripts/procedures.ts'
import { createTranscripts } from './transcripts/transcripts.ts'

interface ConversationParts extends CommentParts, Pick<TrackParts, 'jobs' | 'tools'> {
  readonly rubrics: RubricShelf
  /** Where a recording is on this machine. @throws DebriefError media.missing */
  fileOf(recording: Recording): Promise<string>
}

/** The capabilities that are about what is said of one lesson; part of `compose.ts`. */
export function composeConversation(parts: ConversationParts) {
  const { library, rubrics } = parts
  const comments = createComments(parts)
  const phases = createPhases(parts)
  const debriefs = createDebrief(parts)
  const masks = createMasks(parts)
  const soundMasks = createSoundMasks(parts)
  const exchange = createExchange({
    ...parts,
    comments: comments.list,
    phases: phases.list,
    findTag: async (spec, lessonId) =>
      parseTagSpec(spec, await rubrics.list(), library().find('lesson', lessonId)?.rubricId),
    addMany: (by, lessonId, notes, needed) => addMany(library(), by, lessonId, notes, needed),
  })
  const stepsOf = async (caller: Caller, lessonId: LessonId): Promise<DebriefView['steps']> =>
    (await debriefs.get(caller, lessonId)).steps
  return {
    procedures: {
      comments: commentProcedures(comments, createResponses(parts)),
      replies: replyProcedures(createReplies(parts)),
      notes: notesProcedures(exchange),
      phases: phaseProcedures(phases),
      drawings: drawingProcedures(createDrawings(parts)),
      masks: maskProcedures(masks, soundMasks, createMaskTracking({ ...parts, masks })),
      soundMasks: soundMaskProcedures(soundMasks),
      transcripts: transcriptProcedures(createTranscripts(parts)),
      debrief: debriefProcedures(debriefs),
      measures: measureProcedures(createMeasures(parts)),
      schoolGoals: schoolGoalProcedures(createSchoolGoals({ ...parts, stepsOf })),
      calibrations: calibrationProcedures(createCalibrations({ ...parts, rubric: rubrics.find })),
    },
    debrief: debriefs.get,
    phases: phases.list,
    /** A lesson's comments as someone may see them. */
    comments: comments.list,
    /** The action steps agreed on in a lesson's debrief. */
    stepsOf,
  }
}
