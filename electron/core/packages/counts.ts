import type { RecordCounts } from '../../contract/api/packages.ts'
import type { ComparedRecord } from '../library/carry.types.ts'
import type { StoredRecord } from '../library/storedRecord.ts'

const named = { comment: 'comments', reply: 'replies', tag: 'tags', drawing: 'drawings' } as const
const isNamed = (type: string): type is keyof typeof named => Object.hasOwn(named, type)

/** How many records of each kind there are. */
export function countsOf(records: readonly StoredRecord[]): RecordCounts {
  const counts = { comments: 0, replies: 0, tags: 0, drawings: 0, other: 0, total: records.length }
  for (const { record } of records) counts[isNamed(record.type) ? named[record.type] : 'other'] += 1
  return counts
}

export const inState = (
  records: readonly ComparedRecord[],
  state: ComparedRecord['state'],
): readonly StoredRecord[] => records.filter(each => each.state === state).map(({ stored }) => stored)
