import { ulid } from 'ulid'
import type { MeasureView, ReadMeasureTable } from '../../contract/api/measures.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { CycleId } from '../../contract/records/cycle.ts'
import type {
  Measure,
  MeasureDetails,
  MeasureId,
  MeasurePointId,
  PointDetails,
} from '../../contract/records/measure.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { Caller } from '../call.ts'
import type { Library } from '../library/library.types.ts'
import { given } from '../patch.ts'

export interface MeasureParts {
  library(): Library
  /** Who speaks. @throws DebriefError where nobody of this machine does */
  speakerOf(caller: Caller): PersonId
}

type Given<T> = { readonly [K in keyof T]: T[K] | (undefined extends T[K] ? undefined : never) }
interface Points {
  readonly id: MeasureId
  readonly pointIds: readonly MeasurePointId[]
}

/** Measures belong to the library, as the cycles do: whoever works in it may add to them. */
export function createMeasures({ library, speakerOf }: MeasureParts) {
  const findOrThrow = (id: MeasureId): Measure => {
    const found = library().find('measure', id)
    if (found) return found
    throw new DebriefError(
      'notFound',
      'There is no such measure in this library; it may have been removed. Nothing was changed.',
      { subject: id },
    )
  }
  const pointsOf = (id: MeasureId) =>
    library()
      .all('measurePoint')
      .filter(point => point.measureId === id)
      .sort((a, b) =>
        a.day !== b.day ? (a.day < b.day ? -1 : 1) : a.createdAtMs - b.createdAtMs || (a.id < b.id ? -1 : 1),
      )
  const view = (id: MeasureId): MeasureView => {
    const { type: _, rev: __, by: ___, deleted: ____, ...shown } = findOrThrow(id)
    return {
      ...shown,
      points: pointsOf(id).map(({ id: pointId, day, value, of, note }) => ({
        id: pointId,
        day,
        value,
        ...given({ of, note }),
      })),
    }
  }

  return {
    list: (cycleId: CycleId): MeasureView[] =>
      library()
        .all('measure')
        .filter(each => each.cycleId === cycleId)
        .sort((a, b) => a.createdAtMs - b.createdAtMs || (a.id < b.id ? -1 : 1))
        .map(({ id }) => view(id)),

    add: async (
      caller: Caller,
      { cycleId, ...details }: { readonly cycleId: CycleId } & Given<MeasureDetails>,
    ): Promise<MeasureView> => {
      const by = speakerOf(caller)
      if (!library().find('cycle', cycleId))
        throw new DebriefError('notFound', 'There is no such coaching cycle. Nothing was added.', {
          subject: cycleId,
        })
      const id = `measure:${ulid()}` as const
      await library().write(by, [{ put: { type: 'measure', id, cycleId, ...given(details) } }])
      return view(id)
    },

    remove: async (caller: Caller, id: MeasureId): Promise<void> => {
      findOrThrow(id)
      await library().write(speakerOf(caller), [{ remove: id }])
    },

    restore: async (caller: Caller, id: MeasureId): Promise<MeasureView> => {
      if (!library().find('measure', id)) await library().write(speakerOf(caller), [{ restore: id }])
      return view(id)
    },

    addPoints: async (
      caller: Caller,
      { id, points }: { readonly id: MeasureId; readonly points: readonly Given<PointDetails>[] },
    ): Promise<MeasureView> => {
      const by = speakerOf(caller)
      findOrThrow(id)
      await library().write(
        by,
        points.map(({ day, value, of, note }) => ({
          put: {
            type: 'measurePoint' as const,
            id: `measurePoint:${ulid()}` as const,
            measureId: id,
            day,
            value,
            ...given({ of, note: note || undefined }),
          },
        })),
      )
      return view(id)
    },

    updatePoint: async (
      caller: Caller,
      {
        id,
        pointId,
        day,
        value,
        of,
      }: { readonly id: MeasureId; readonly pointId: MeasurePointId } & Given<Omit<PointDetails, 'note'>>,
    ): Promise<MeasureView> => {
      const by = speakerOf(caller)
      const there = pointsOf(findOrThrow(id).id).find(point => point.id === pointId)
      if (!there)
        throw new DebriefError('notFound', 'There is no such value any more. Nothing was changed.', {
          subject: pointId,
        })
      await library().write(by, [
        {
          put: {
            type: 'measurePoint',
            id: pointId,
            measureId: id,
            day,
            value,
            ...given({ of, note: there.note }),
          },
        },
      ])
      return view(id)
    },

    removePoints: async (caller: Caller, { id, pointIds }: Points): Promise<MeasureView> => {
      const by = speakerOf(caller)
      const there = new Set(pointsOf(findOrThrow(id).id).map(point => point.id))
      const gone = pointIds.filter(each => there.has(each))
      if (gone.length > 0)
        await library().write(
          by,
          gone.map(remove => ({ remove })),
        )
      return view(id)
    },

    restorePoints: async (caller: Caller, { id, pointIds }: Points): Promise<MeasureView> => {
      const by = speakerOf(caller)
      const there = new Set<string>(pointsOf(findOrThrow(id).id).map(point => point.id))
      const back = pointIds.filter(each => !there.has(each))
      if (back.length > 0)
        await library().write(
          by,
          back.map(restore => ({ restore })),
        )
      return view(id)
    },

    readTable: async (bytesBase64: string): Promise<ReadMeasureTable> => {
      // The table reader is loaded only here: the command line starts anew for each call.
      const { readMeasureTable } = await import('./readTable.ts')
      return readMeasureTable(Buffer.from(bytesBase64, 'base64').toString('utf8'))
    },
  }
}
export type Measures = ReturnType<typeof createMeasures>
