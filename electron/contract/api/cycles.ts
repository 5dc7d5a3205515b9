import { z } from 'zod'
import { cycleDetails, cycleId } from '../records/cycle.ts'
import { lessonId } from '../records/lesson.ts'
import { procedure } from './base.ts'
import { actionStepView } from './debrief.ts'

export const cycleView = z.object({
  id: cycleId,
  ...cycleDetails.shape,
  /** By the day they were taught; lessons that were removed are left out. */
  lessons: z.array(
    z.object({
      id: lessonId,
      title: z.string(),
      date: z.string().optional(),
      steps: z.array(actionStepView),
    }),
  ),
  createdAtMs: z.int(),
})
export type CycleView = z.infer<typeof cycleView>

const { goal, whereWeAre, studentsShow, weTry, whatChanged, teacher } = cycleDetails.shape

/** Coaching cycles: lessons of one teacher under one goal. */
export const cycles = {
  /** Newest first; with `lessonId`, those in which that lesson is. */
  list: procedure.input(z.object({ lessonId: lessonId.optional() })).output(z.array(cycleView)),
  add: procedure.input(z.object({ goal, teacher, lessonIds: z.array(lessonId).max(200) })).output(cycleView),
  /** Empty words clear a field. `lessonIds` replaces the lessons. */
  update: procedure
    .input(
      z.object({
        id: cycleId,
        goal: goal.optional(),
        teacher,
        whereWeAre,
        studentsShow,
        weTry,
        whatChanged,
        lessonIds: z.array(lessonId).max(200).optional(),
      }),
    )
    .output(cycleView),
  remove: procedure.input(z.object({ id: cycleId })).output(z.void()),
  restore: procedure.input(z.object({ id: cycleId })).output(cycleView),
}
