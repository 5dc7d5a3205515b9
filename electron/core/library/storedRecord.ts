import { type AnyRecord, anyEnvelope } from '../../contract/records/envelope.ts'
import { homeOf, type KnownRecord, knownRecord } from '../../contract/records/registry.ts'
import { isFlatRecord } from './flatRecord.ts'

/** A record as it lies in a writer file, with what this version of the app makes of it. */
export interface StoredRecord {
  /** Every field, known or not. */
  readonly record: AnyRecord
  /** Its JSON, to be written again byte for byte as long as nobody changes the record. */
  readonly line: string
  /** The record as people see it: known fields only. Undefined for an unknown type, and for a damaged record. */
  readonly shown: KnownRecord | undefined
  /** Why a record of a known type cannot be shown. */
  readonly damage: string | undefined
}

const knownTypes: ReadonlySet<string> = new Set(Object.keys(homeOf))

/** @returns undefined where the value is no record at all (no id, rev, author or time) */
export function storedFrom(raw: unknown, line?: string): StoredRecord | undefined {
  if (isFlatRecord(raw))
    return { record: raw, line: line ?? JSON.stringify(raw), shown: raw, damage: undefined }
  const known = isKnownType(raw) ? knownRecord.safeParse(raw) : undefined
  // A known record is an envelope too, so it is not looked at twice: that is half the cost of reading a library.
  if (known?.success && isRecord(raw)) {
    return { record: raw, line: line ?? JSON.stringify(raw), shown: known.data, damage: undefined }
  }
  const envelope = anyEnvelope.safeParse(raw)
  if (!envelope.success) return undefined
  const record = envelope.data
  const text = line ?? JSON.stringify(record)
  if (!known) return { record, line: text, shown: undefined, damage: undefined }
  const [issue] = known.error?.issues ?? []
  const damage = issue ? `${issue.path.join('.') || record.type}: ${issue.message}` : 'it does not fit'
  return { record, line: text, shown: undefined, damage }
}

/** Whether nothing is nested in the record and its schema knows every field; false where that is not sure. */
export function isPlainlyKnown({ record, shown }: StoredRecord): boolean {
  return shown === record
}

function isKnownType(raw: unknown): raw is { readonly type: string } {
  return isPlain(raw) && 'type' in raw && typeof raw.type === 'string' && knownTypes.has(raw.type)
}

/** Of what was found to be a known record: every field of an envelope was checked with it. */
function isRecord(raw: unknown): raw is AnyRecord {
  return isKnownType(raw)
}

/**
 * Carries the fields of `before` that this version does not know over to `next`, in nested objects too, so that an older
 * app's edit does not erase what a newer one wrote. Lists are taken from `next` as they are.
 * @param known `before` as its schema knows it
 */
export function keepUnknownFields(before: object, known: object, next: object): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  const knownFields = new Map<string, unknown>(Object.entries(known))
  const fields = new Map<string, unknown>(Object.entries(next))
  for (const [key, old] of Object.entries(before)) {
    const now = fields.get(key)
    if (now === undefined && !knownFields.has(key)) fields.set(key, old)
    else if (isPlain(old) && isPlain(now)) {
      const seen = knownFields.get(key)
      fields.set(key, keepUnknownFields(old, isPlain(seen) ? seen : {}, now))
    }
  }
  for (const [key, value] of fields) {
    Object.defineProperty(kept, key, { value, enumerable: true, configurable: true, writable: true })
  }
  return kept
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
