import { type RubricReading, readBody, refused } from './rubricCheck.ts'

/** A rubric is six levels deep; what goes far beyond that is no rubric. */
const MAX_DEPTH = 12
const forbidden = new Set(['__proto__', 'constructor', 'prototype'])

/** Looks through parsed JSON without recursion, so that depth cannot exhaust the stack. */
function findHostile(value: unknown): string | undefined {
  const open: Array<{ value: unknown; depth: number }> = [{ value, depth: 0 }]
  for (let item = open.pop(); item; item = open.pop()) {
    if (typeof item.value !== 'object' || item.value === null) continue
    if (item.depth > MAX_DEPTH)
      return 'The file is nested far deeper than a rubric. It was not made by Debrief; nothing was imported.'
    for (const [key, inner] of Object.entries(item.value)) {
      if (forbidden.has(key))
        return `The file has a field named ${key}, which no rubric has. Nothing was imported.`
      open.push({ value: inner, depth: item.depth + 1 })
    }
  }
  return undefined
}

/** The line of a JSON syntax error, where the engine tells its position. */
function lineOfError(text: string, message: string): number | undefined {
  const position = /position (\d+)/.exec(message)?.[1]
  return position === undefined ? undefined : text.slice(0, Number(position)).split(/\r\n|\r|\n/).length
}

function parse(text: string): { value: unknown } | { line?: number } {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error
    const line = lineOfError(text, error.message)
    return line === undefined ? {} : { line }
  }
}

/** Reads one rubric from JSON: the shape of the command line's `rubric`, alone or as the only one in a list. */
export function rubricOfJson(text: string): RubricReading {
  const parsed = parse(text)
  if (!('value' in parsed))
    return refused([
      { ...parsed, message: 'The file is not complete JSON. Export the rubric again, and import that file.' },
    ])
  const hostile = findHostile(parsed.value)
  if (hostile !== undefined) return refused([{ message: hostile }])
  if (!Array.isArray(parsed.value)) return readBody(parsed.value)
  if (parsed.value.length === 1) return readBody(parsed.value[0])
  return refused([
    {
      message: `The file holds ${parsed.value.length} rubrics. Put each into a file of its own, and import them one by one.`,
    },
  ])
}
