import { useQuery } from '@tanstack/react-query'
import type { MeasureView } from '../../../../electron/contract/api/measures.ts'
import { assertNever } from '../../../../electron/contract/errors.ts'
import type { CycleId } from '../../../../electron/contract/records/cycle.ts'
import type {
  MeasureDetails,
  MeasureKind,
  PointDetails,
} from '../../../../electron/contract/records/measure.ts'
import { api } from '../../../lib/api.ts'
import { keys } from '../../../lib/queries.ts'
import { queryClient } from '../../../lib/queryClient.ts'
import { actWithUndo } from '../../../lib/undoable.ts'
import { counted } from '../../../lib/words.ts'

export const useMeasures = (cycleId: CycleId) =>
  useQuery({ queryKey: [...keys.measures, cycleId], queryFn: () => api.measures.list({ cycleId }) })

export function measureKindWord(kind: MeasureKind): string {
  switch (kind) {
    case 'exitTickets':
      return 'Exit tickets'
    case 'onTask':
      return 'Percent on task'
    case 'survey':
      return 'Survey'
    case 'observation':
      return 'Observation score'
    case 'other':
      return 'Something else'
    default:
      return assertNever(kind)
  }
}

const readAgain = () => queryClient.invalidateQueries({ queryKey: keys.measures })

const act = (done: string, failed: string, run: () => Promise<() => Promise<unknown>>): Promise<boolean> =>
  actWithUndo(done, failed, readAgain, run)

export const addMeasure = (cycleId: CycleId, details: MeasureDetails): Promise<boolean> =>
  act('Measure added', 'The measure was not added.', async () => {
    const { id } = await api.measures.add({ cycleId, ...details })
    return () => api.measures.remove({ id })
  })

export const removeMeasure = ({ id }: MeasureView): Promise<boolean> =>
  act('Measure deleted', 'The measure was not deleted.', async () => {
    await api.measures.remove({ id })
    return () => api.measures.restore({ id })
  })

export const addPoints = ({ id, points: before }: MeasureView, points: PointDetails[]): Promise<boolean> =>
  act(`${counted(points.length, 'value')} added`, 'The values were not added.', async () => {
    const after = await api.measures.addPoints({ id, points })
    const known = new Set(before.map(point => point.id))
    const pointIds = after.points.map(point => point.id).filter(each => !known.has(each))
    return () => api.measures.removePoints({ id, pointIds })
  })

export const removePoint = (
  { id }: MeasureView,
  pointId: MeasureView['points'][number]['id'],
): Promise<boolean> =>
  act('Value deleted', 'The value was not deleted.', async () => {
    await api.measures.removePoints({ id, pointIds: [pointId] })
    return () => api.measures.restorePoints({ id, pointIds: [pointId] })
  })

export const changePoint = (
  { id }: MeasureView,
  { id: pointId, day, value, of }: MeasureView['points'][number],
  next: Omit<PointDetails, 'note'>,
): Promise<boolean> =>
  act('Value changed', 'The value was not changed.', async () => {
    await api.measures.updatePoint({ id, pointId, ...next })
    return () => api.measures.updatePoint({ id, pointId, day, value, ...(of !== undefined && { of }) })
  })
