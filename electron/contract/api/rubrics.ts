import { z } from 'zod'
import { criterionWords } from '../records/criterionVersion.ts'
import { personId } from '../records/person.ts'
import { criterionVersionId, domainColour, rubricBody, rubricId } from '../records/rubric.ts'
import { procedure } from './base.ts'

export const rubricView = z.object({
  id: rubricId,
  ...rubricBody.shape,
  /** Ships with Debrief; it cannot be changed, only duplicated. */
  template: z.boolean(),
  /** Who wrote it, and so may change it; templates have none. */
  author: z.object({ id: personId, name: z.string() }).optional(),
  /** Which state of the rubric this is: `rubrics.update` says which one it changes. */
  rev: z.string().optional(),
  copyOf: rubricId.optional(),
})
export type RubricView = z.infer<typeof rubricView>

/** A criterion as it stood when someone tagged with it. */
export const criterionVersionView = z.object({
  id: criterionVersionId,
  rubricId,
  rubricTitle: z.string(),
  key: z.string(),
  domain: z.object({ title: z.string(), colour: domainColour }),
  words: criterionWords,
})
export type CriterionVersionView = z.infer<typeof criterionVersionView>

/** What a column of a table can hold. */
export const columnRoles = [
  'domain',
  'code',
  'criterion',
  'description',
  'lookFors',
  'level',
  'levelLabel',
  'colour',
  'digit',
  'rubric',
  'source',
  'licence',
  'ignored',
] as const
export const columnRole = z.enum(columnRoles)
export type ColumnRole = z.infer<typeof columnRole>

/** How a person reads a table: what each column is, and which way its levels run. */
export const tableMapping = z.object({
  /** The line with the columns' names, counted from 1. */
  headLine: z.int().min(1),
  /** In the table's order; empty: as their names say. */
  columns: z.array(columnRole).max(500),
  /** The table's first level column is the highest. */
  highestFirst: z.boolean(),
})
export type TableMapping = z.infer<typeof tableMapping>

/** `line` counts from 1, as a text editor does, where the place is known. */
export const rubricProblem = z.object({ line: z.int().optional(), message: z.string() })
export type RubricProblem = z.infer<typeof rubricProblem>

const file = { name: z.string(), bytesBase64: z.string(), mapping: tableMapping.optional() }

export const importPreview = z.object({
  /** How the table was read, to be looked at and changed; absent for JSON. */
  table: z
    .object({
      mapping: tableMapping,
      columns: z.array(z.object({ name: z.string(), samples: z.array(z.string()) })),
      /** The first lines, of which one holds the columns' names. */
      lines: z.array(z.object({ line: z.int(), text: z.string() })),
    })
    .optional(),
  /** What would be taken in: all that is sound. Absent where nothing is. */
  rubric: rubricBody.optional(),
  /** Criteria in the file, sound or not. */
  rows: z.int(),
  problems: z.array(rubricProblem),
  /** Heads of columns that Debrief has no place for. */
  ignored: z.array(z.string()),
})
export type ImportPreview = z.infer<typeof importPreview>

export const rubrics = {
  /** Templates first, then the library's own. */
  list: procedure.output(z.array(rubricView)),
  /** Every wording that tags were made with. */
  versions: procedure.output(z.array(criterionVersionView)),
  /** A new rubric of the caller's, with a scale of four and no criterion yet. */
  add: procedure.input(z.object({ title: rubricBody.shape.title })).output(rubricView),
  /** The caller's own copy of any rubric, to be edited. */
  addCopy: procedure.input(z.object({ id: rubricId })).output(rubricView),
  /**
   * Writes the whole rubric anew; only who wrote it may. What tags mean that were made before stays as it was.
   * `rev` is the state that was changed: where someone's other machine changed it since, nothing is written.
   */
  update: procedure
    .input(z.object({ id: rubricId, rev: z.string().optional(), ...rubricBody.shape }))
    .output(rubricView),
  /** Reads a file as far as it can be read, without adding anything. */
  preview: procedure.input(z.object(file)).output(importPreview),
  /**
   * Reads a rubric from CSV or JSON bytes (base64), and adds it; problems name their line. With `soundOnly` what is off is
   * left out, and the rest is taken.
   */
  import: procedure.input(z.object({ ...file, soundOnly: z.boolean().default(false) })).output(rubricView),
  export: procedure
    .input(z.object({ id: z.string().min(1), format: z.enum(['csv', 'json']) }))
    .output(z.object({ fileName: z.string(), text: z.string() })),
  remove: procedure.input(z.object({ id: rubricId })).output(z.void()),
  restore: procedure.input(z.object({ id: rubricId })).output(rubricView),
}
