import { z } from 'zod'
import { cycleId } from '../records/cycle.ts'
import { measureDetails, measureId, measurePointId, pointDetails } from '../records/measure.ts'
import { procedure } from './base.ts'

export const measureView = z.object({
  id: measureId,
  cycleId,
  ...measureDetails.shape,
  createdAtMs: z.int(),
  /** By day, then in the order in which they were written. */
  points: z.array(z.object({ id: measurePointId, ...pointDetails.shape })),
})
export type MeasureView = z.infer<typeof measureView>

export const readMeasureTable = z.object({
  /** Rows of one day are taken together: their mean, and how many they are. */
  points: z.array(pointDetails),
  rows: z.int(),
  /** `line` counts from 1, as a text editor does. */
  problems: z.array(z.object({ line: z.int(), message: z.string() })),
})
export type ReadMeasureTable = z.infer<typeof readMeasureTable>

/** Measures of a coaching cycle's goal: typed in, or taken from a table. They belong to the library, like the cycle. */
export const measures = {
  /** In the order in which they were begun. */
  list: procedure.input(z.object({ cycleId })).output(z.array(measureView)),
  add: procedure.input(z.object({ cycleId, ...measureDetails.shape })).output(measureView),
  remove: procedure.input(z.object({ id: measureId })).output(z.void()),
  restore: procedure.input(z.object({ id: measureId })).output(measureView),
  /** All or none. */
  addPoints: procedure
    .input(z.object({ id: measureId, points: z.array(pointDetails).min(1).max(2000) }))
    .output(measureView),
  /** What a value is instead; its note stays. */
  updatePoint: procedure
    .input(z.object({ id: measureId, pointId: measurePointId, ...pointDetails.omit({ note: true }).shape }))
    .output(measureView),
  removePoints: procedure
    .input(z.object({ id: measureId, pointIds: z.array(measurePointId).min(1).max(2000) }))
    .output(measureView),
  restorePoints: procedure
    .input(z.object({ id: measureId, pointIds: z.array(measurePointId).min(1).max(2000) }))
    .output(measureView),
  /** Reads a CSV as far as it can be read, and writes nothing. Columns with names of students are not looked at. */
  readTable: procedure.input(z.object({ bytesBase64: z.string().max(8_000_000) })).output(readMeasureTable),
}
