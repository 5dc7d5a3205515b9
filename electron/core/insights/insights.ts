import pLimit from 'p-limit'
import type { InsightCriterion, InsightsView, LessonInsight } from '../../contract/api/insights.ts'
import type { RubricView } from '../../contract/api/rubrics.ts'
import type { CriterionWords } from '../../contract/records/criterionVersion.ts'
import type { LessonId } from '../../contract/records/lesson.ts'
import type { PersonId } from '../../contract/records/person.ts'
import type { DomainColour, RubricId } from '../../contract/records/rubric.ts'
import type { Tag } from '../../contract/records/tag.ts'
import { colourOf } from '../../contract/rubric/criterionKeys.ts'
import type { Caller } from '../call.ts'
import { lengthMs, lessonOrThrow, recordingsOf } from '../library/lessonClock.ts'
import type { Conversation, Library } from '../library/library.types.ts'
import { countLesson } from './countLesson.ts'

export interface InsightParts {
  library(): Library
  /** The lesson's conversation as this caller may see it. */
  conversation(caller: Caller, lessonId: LessonId): Promise<Conversation>
  author(id: PersonId): { id: PersonId; name: string; role: string }
  rubrics(): Promise<readonly RubricView[]>
  /** The words a tag was made with, where the rubric has others by now or is gone. */
  meaningOfTag(
    tag: Tag,
  ): { words: CriterionWords; domain?: { title: string; colour: DomainColour } } | undefined
}

/** So many conversations are read at once. */
const AT_ONCE = 4

export function createInsights({ library, conversation, author, rubrics, meaningOfTag }: InsightParts) {
  const one = async (caller: Caller, lessonId: LessonId) => {
    const { title, teacher, date, createdAtMs } = lessonOrThrow(library(), lessonId)
    const read = await conversation(caller, lessonId)
    const { people, ...counts } = countLesson(read)
    const lesson: LessonInsight = {
      lessonId,
      title,
      ...(teacher !== undefined && { teacher }),
      day: date ?? new Date(createdAtMs).toISOString().slice(0, 10),
      durationMs: lengthMs(recordingsOf(library(), lessonId)),
      ...counts,
      people: people.map(({ by, ...said }) => ({ person: author(by), ...said })),
    }
    return { lesson, tags: read.tags.filter(held => !held.private).map(({ record }) => record) }
  }

  return {
    of: async (caller: Caller, lessonIds: readonly LessonId[]): Promise<InsightsView> => {
      const atOnce = pLimit(AT_ONCE)
      const all = await Promise.all([...new Set(lessonIds)].map(id => atOnce(() => one(caller, id))))
      const lessons = all
        .map(({ lesson }) => lesson)
        .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.lessonId < b.lessonId ? -1 : 1))
      const tags = all.flatMap(each => each.tags)
      return { lessons, criteria: criteriaOf(await rubrics(), tags, meaningOfTag) }
    },
  }
}
export type Insights = ReturnType<typeof createInsights>

/** Every criterion of the rubrics that were used, then those that were tagged and are in no rubric any more. */
function criteriaOf(
  rubrics: readonly RubricView[],
  tags: readonly Tag[],
  meaningOfTag: InsightParts['meaningOfTag'],
): InsightCriterion[] {
  const used = new Set<RubricId>(tags.map(({ rubricId }) => rubricId))
  const current = rubrics
    .filter(({ id }) => used.has(id))
    .flatMap(({ id, title: rubricTitle, levels, domains }) =>
      domains.flatMap((domain, at) =>
        domain.criteria.map(({ code, title }) => ({
          rubricId: id,
          rubricTitle,
          code,
          title,
          domain: domain.title,
          colour: colourOf(domain, at),
          levels,
        })),
      ),
    )
  const keyOf = ({ rubricId, code }: Pick<InsightCriterion, 'rubricId' | 'code'>) => `${rubricId}\n${code}`
  const known = new Map<string, InsightCriterion>(current.map(each => [keyOf(each), each]))
  for (const tag of tags) {
    if (known.has(keyOf(tag))) continue
    const meaning = meaningOfTag(tag)
    known.set(keyOf(tag), {
      rubricId: tag.rubricId,
      rubricTitle: rubrics.find(({ id }) => id === tag.rubricId)?.title ?? 'A rubric that is not here',
      code: tag.code,
      title: meaning?.words.title ?? tag.code,
      domain: meaning?.domain?.title ?? '',
      colour: meaning?.domain?.colour ?? 'dA',
      levels: meaning?.words.levels ?? [],
    })
  }
  return [...known.values()]
}
