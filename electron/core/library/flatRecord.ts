import { z } from 'zod'
import type { $ZodCheck, $ZodType } from 'zod/v4/core'
import { type KnownRecord, knownRecord } from '../../contract/records/registry.ts'

/** Whether a field's value surely fits; false where that is not sure. */
type Check = (value: unknown) => boolean

/**
 * Checks of record types whose fields are all plain values, made of their schemas once. A schema's own way copies every record and
 * runs through a dozen functions for it; nearly all of a library's records are such, and nearly all of them fit.
 */
const checks: ReadonlyMap<string, Check> = new Map(
  knownRecord.options.flatMap(schema => {
    const check = flatObject(schema)
    return check ? [...schema.shape.type.values].map(type => [type, check] as const) : []
  }),
)

/**
 * Whether the value is surely a record that its schema takes as it is: with every field that must be there, none that is not known, and
 * nothing nested in it. False says nothing: then the schema decides.
 */
export function isFlatRecord(raw: unknown): raw is KnownRecord {
  if (typeof raw !== 'object' || raw === null || !('type' in raw) || typeof raw.type !== 'string')
    return false
  return checks.get(raw.type)?.(raw) === true
}

/** @returns undefined where the schema asks for more than can be looked up in this way */
function flatObject(schema: z.ZodObject): Check | undefined {
  const { checks: further, catchall } = schema.def
  if (catchall !== undefined || (further?.length ?? 0) > 0) return undefined
  const fields: Array<readonly [string, Check]> = []
  for (const [name, field] of Object.entries(schema.shape)) {
    const check = leaf(field)
    if (!check) return undefined
    fields.push([name, check])
  }
  return raw => {
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return false
    let known = 0
    for (let at = 0; at < fields.length; at += 1) {
      const [name, check] = fields[at] as readonly [string, Check]
      const value: unknown = (raw as Record<string, unknown>)[name]
      if (!check(value)) return false
      if (value !== undefined || name in raw) known += 1
    }
    let there = 0
    for (const _ in raw) there += 1
    return there === known
  }
}

function leaf(field: $ZodType): Check | undefined {
  if (field instanceof z.ZodOptional) {
    const inner = leaf(field.unwrap())
    return inner && (value => value === undefined || inner(value))
  }
  if (field instanceof z.ZodLiteral || field instanceof z.ZodEnum) {
    const values: ReadonlySet<unknown> = field instanceof z.ZodLiteral ? field.values : new Set(field.options)
    return value => values.has(value) && value !== undefined
  }
  if (field instanceof z.ZodTemplateLiteral) return pattern(field._zod.pattern)
  if (field instanceof z.ZodString) return text(field)
  if (field instanceof z.ZodNumber) return whole(field)
  return undefined
}

/** The same id comes again and again, one after another. */
function pattern(expression: RegExp): Check {
  if (expression.global || expression.sticky) return () => false
  let last: unknown
  return value => {
    if (value === last && last !== undefined) return true
    if (typeof value !== 'string' || !expression.test(value)) return false
    last = value
    return true
  }
}

function text(field: z.ZodString): Check {
  const passes = all(field.def.checks)
  return value => typeof value === 'string' && passes(value)
}

function whole(field: z.ZodNumber): Check | undefined {
  const { def } = field
  if (!('format' in def) || def.format !== 'safeint') return undefined
  const passes = all(def.checks)
  return value => Number.isSafeInteger(value) && passes(value)
}

/** Whether a value passes checks that would also leave it as it is. */
function all(further: readonly $ZodCheck<never>[] = []): Check {
  const payload: { value: unknown; issues: [] } = { value: undefined, issues: [] }
  return value => {
    for (const check of further) {
      payload.value = value
      const found = check._zod.check(payload as never)
      if (found !== undefined || payload.issues.length > 0 || payload.value !== value) {
        payload.issues = []
        return false
      }
    }
    return true
  }
}
