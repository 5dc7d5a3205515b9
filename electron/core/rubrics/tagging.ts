import { createHash } from 'node:crypto'
import type { CriterionVersionView, RubricView } from '../../contract/api/rubrics.ts'
import { DebriefError } from '../../contract/errors.ts'
import type { CriterionWords } from '../../contract/records/criterionVersion.ts'
import {
  type CriterionVersionId,
  type DomainColour,
  NOT_OBSERVED,
  type RubricBody,
  type RubricId,
} from '../../contract/records/rubric.ts'
import type { Tag } from '../../contract/records/tag.ts'
import { colourOf } from '../../contract/rubric/criterionKeys.ts'
import { keyOf, textOfWords, wordsOf } from '../../contract/rubric/criterionWords.ts'
import type { Change, Library } from '../library/library.types.ts'
import type { RubricShelf } from './shelf.ts'
import { findCriterion, findLevel } from './tagSpec.ts'

export interface TaggingParts {
  library(): Library
  readonly shelf: Pick<RubricShelf, 'find' | 'adopt'>
}

export type TagWish = Pick<Tag, 'rubricId' | 'code'> & { readonly level?: string | undefined }
/** A tag as it is to be written. */
export type ResolvedTag = TagWish & Partial<Pick<Tag, 'version' | 'words'>>

export interface TagContext {
  /** The speaker's tags on this comment now: what stays as it is keeps its words. */
  readonly mine?: readonly Tag[]
  /** Nothing of a private note may stand in the library, so its tags carry their words themselves. */
  readonly private?: boolean
}

interface Versioned {
  readonly id: CriterionVersionId
  readonly words: CriterionWords
  readonly put: Change
}

/**
 * A criterion's version as a record: its id is made of what it says, so equal words give the same record on every machine.
 * @throws Error where the rubric has no such criterion
 */
export function versionOf(rubricId: RubricId, rubric: RubricBody, code: string): Versioned {
  const place = rubric.domains.findIndex(each => each.criteria.some(criterion => criterion.code === code))
  const domain = rubric.domains[place]
  const criterion = domain?.criteria.find(each => each.code === code)
  if (!domain || !criterion) throw new Error(`${rubricId} has no criterion ${code}`)
  const words = wordsOf(rubric, criterion)
  const key = keyOf(criterion)
  const digest = createHash('sha256').update(JSON.stringify([rubricId, key, textOfWords(words)]))
  const id: CriterionVersionId = `criterionVersion:${digest.digest('hex').slice(0, 40)}`
  return {
    id,
    words,
    put: {
      put: {
        id,
        type: 'criterionVersion',
        rubricId,
        key,
        rubricTitle: rubric.title,
        domain: { title: domain.title, colour: colourOf(domain, place) },
        ...words,
      },
    },
  }
}

/** The level as that version's scale has it. @throws DebriefError input.invalid */
function levelOf(words: CriterionWords | undefined, tag: TagWish): string | undefined {
  const { level } = tag
  if (level === undefined || level === NOT_OBSERVED || !words) return level
  if (words.levels.some(each => each.code === level)) return level
  throw new DebriefError(
    'input.invalid',
    `The rubric of ${tag.code} was changed, and the words this tag was made with have no level ${level}. Use ${[...words.levels.map(each => each.code), NOT_OBSERVED].join(', ')}.`,
    { subject: tag.code },
  )
}

/** Ties comments to criteria: in the words of the rubric as it stands, which stay those of the tag when the rubric changes. */
export function createTagging({ library, shelf }: TaggingParts) {
  /** The words a tag was made with; undefined where nobody kept them (a rubric that was deleted by an older Debrief). */
  const versionOfTag = ({ version, rubricId, code }: Pick<Tag, 'version' | 'rubricId' | 'code'>) =>
    version ?? library().find('rubric', rubricId)?.firstWords?.[code]

  /** What a tag means; undefined where nobody kept its words, or they are a template's, which never change. */
  const meaningOfTag = (
    tag: Tag,
  ): { words: CriterionWords; domain?: { title: string; colour: DomainColour } } | undefined => {
    if (tag.words) return { words: tag.words }
    const id = versionOfTag(tag)
    const version = id === undefined ? undefined : library().find('criterionVersion', id)
    return version && { words: version, domain: version.domain }
  }

  /** A tag that is there already and whose criterion is not in the rubric any more is rated in its own words. */
  const keep = (before: Tag, wish: TagWish): ResolvedTag => {
    const level = levelOf(meaningOfTag(before)?.words, wish)
    return {
      rubricId: before.rubricId,
      code: before.code,
      ...(level !== undefined && { level }),
      ...(before.version !== undefined && { version: before.version }),
      ...(before.words !== undefined && { words: before.words }),
    }
  }

  return {
    versionOfTag,
    meaningOfTag,

    /** Every wording that tags of this library were made with. */
    versions: (): CriterionVersionView[] =>
      library()
        .all('criterionVersion')
        .map(
          ({
            id,
            rubricId,
            rubricTitle,
            key,
            domain,
            code,
            title,
            description,
            lookFors,
            descriptors,
            levels,
          }) => ({
            id,
            rubricId,
            rubricTitle,
            key,
            domain,
            words: {
              code,
              title,
              ...(description !== undefined && { description }),
              ...(lookFors !== undefined && { lookFors }),
              ...(descriptors !== undefined && { descriptors }),
              levels,
            },
          }),
        ),

    /**
     * Finds rubric, criterion and level of each tag.
     * @returns in the order given, the tags with criterion and level as the rubric writes them and the words they are made with; and what the
     *   library does not hold yet: whoever opens it must understand the tags
     * @throws DebriefError notFound (the rubric), input.invalid (criterion or level, naming what there is)
     */
    resolveTags: async (
      tags: readonly TagWish[],
      { mine = [], private: isPrivate = false }: TagContext = {},
    ): Promise<{ tags: ResolvedTag[]; needed: Change[] }> => {
      const needed = new Map<string, Change>()
      const resolved: ResolvedTag[] = []
      // A file of twenty thousand notes asks for the same few rubrics.
      const known = new Map<RubricId, RubricView | undefined>()
      for (const wish of tags) {
        const { rubricId, code, level } = wish
        const before = mine.find(tag => tag.rubricId === rubricId && tag.code === code)
        const unchanged = before && before.level === level
        const rubric =
          known.get(rubricId) ??
          (await shelf.find(rubricId).catch((error: unknown) => {
            if (before && error instanceof DebriefError && error.code === 'notFound') return undefined
            throw error
          }))
        known.set(rubricId, rubric)
        const there = rubric?.domains.some(domain => domain.criteria.some(each => each.code === code))
        if (before && (unchanged || !rubric || !there)) {
          resolved.push(keep(before, wish))
          continue
        }
        if (!rubric) continue
        const { criterion } = findCriterion([rubric], code)
        const tag = {
          rubricId,
          code: criterion.code,
          ...(level !== undefined && { level: findLevel(rubric, level) }),
        }
        if (rubric.template) {
          resolved.push(tag)
          for (const change of await shelf.adopt(rubricId)) needed.set(rubricId, change)
          continue
        }
        const { id, words, put } = versionOf(rubricId, rubric, criterion.code)
        resolved.push({ ...tag, version: id, ...(isPrivate && { words }) })
        if (!isPrivate && !library().find('criterionVersion', id)) needed.set(id, put)
      }
      return { tags: resolved, needed: [...needed.values()] }
    },
  }
}
export type Tagging = ReturnType<typeof createTagging>
