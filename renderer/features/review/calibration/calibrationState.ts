import { create } from 'zustand'
import type { CalibrationId } from '../../../../electron/contract/records/calibration.ts'

type CalibrationState = {
  /** What the Rubric tab shows: what was found, or scoring. */
  readonly view: 'evidence' | 'scoring'
  /** The calibration that is open; undefined: the list of them. */
  readonly open: CalibrationId | undefined
  /** The criterion that is looked at while the raters reconcile. */
  readonly at: string | undefined
}
export const useCalibrationState = create<CalibrationState>()(() => ({
  view: 'evidence',
  open: undefined,
  at: undefined,
}))

export const openCalibration = (open: CalibrationId | undefined): void =>
  useCalibrationState.setState({ open, at: undefined })
