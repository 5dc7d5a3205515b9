import type { ImportResult } from '../../../electron/contract/api/lessons.ts'
import { counted } from '../../lib/words.ts'

/** `2 imported, 1 already here, 1 refused`. */
export function outcomeWords({ imported, failed }: ImportResult): string {
  const added = imported.filter(({ existing }) => !existing).length
  const known = imported.length - added
  const parts = [
    added > 0 ? `${counted(added, 'recording')} imported` : '',
    known > 0 ? `${known.toLocaleString()} already here` : '',
    failed.length > 0 ? `${failed.length.toLocaleString()} could not be imported` : '',
  ].filter(Boolean)
  return parts.length > 0 ? parts.join(', ') : 'There was no recording in it'
}
