import { Button } from '@mantine/core'
import { Award } from 'lucide-react'
import { useMemo } from 'react'
import { useLocation } from 'wouter'
import type { ClipView } from '../../../electron/contract/api/clips.ts'
import { criterionValue } from '../../lib/criterionValue.ts'
import { useKeys } from '../../lib/keys.ts'
import { useClips, useLessons, usePeople, useRubrics } from '../../lib/queries.ts'
import { criteriaOf, levelPlace } from '../../lib/rubricView.ts'
import { counted } from '../../lib/words.ts'
import { CodeSquare, LevelMark } from '../../ui/CriterionBadge.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Screen } from '../../ui/Screen.tsx'
import { ClipCard } from './ClipCard.tsx'
import galleryClasses from './ClipGallery.module.css'
import { ClipInspector } from './ClipInspector.tsx'
import { openClip, useClipsState } from './clipsState.ts'
import classes from './Examples.module.css'
import { Exemplify } from './Exemplify.tsx'

/** Clips that are examples, by criterion in the order of its rubric, and within it by level. */
export function Examples() {
  const clips = useClips().data
  const lessons = useLessons().data
  const people = usePeople().data
  const rubrics = useRubrics().data
  const [, go] = useLocation()
  const { open, dialog } = useClipsState()
  const byLesson = useMemo(() => new Map(lessons?.map(lesson => [lesson.id, lesson])), [lessons])
  const byPerson = useMemo(() => new Map(people?.map(person => [person.id, person])), [people])
  const groups = useMemo(() => {
    const found = new Map<string, { readonly clip: ClipView; readonly level: string | undefined }[]>()
    for (const clip of clips ?? [])
      for (const { rubricId, code, level } of clip.exemplarOf) {
        const value = criterionValue(rubricId, code)
        found.set(value, [...(found.get(value) ?? []), { clip, level }])
      }
    return (rubrics ?? []).flatMap(criteriaOf).flatMap(criterion => {
      const some = found.get(criterionValue(criterion.rubric.id, criterion.criterion.code))
      if (!some) return []
      const place = (level: string | undefined) =>
        level === undefined ? 0 : (levelPlace(criterion.rubric.levels, level) ?? 0)
      return [{ ...criterion, some: some.toSorted((a, b) => place(b.level) - place(a.level)) }]
    })
  }, [clips, rubrics])
  const opened = clips?.find(({ id }) => id === open)
  useKeys([
    {
      id: 'clips.close',
      title: 'Close the details',
      group: 'Clips',
      keys: ['escape'],
      keyOnly: true,
      disabled: open === undefined,
      run: () => openClip(undefined),
    },
  ])
  return (
    <div className={galleryClasses.withInspector} data-open={opened !== undefined}>
      <Screen
        title="Examples"
        sub={groups.length > 0 && `Of ${counted(groups.length, 'criterion', 'criteria')}`}
      >
        <div className={classes.scroller}>
          {clips && rubrics && groups.length === 0 && (
            <EmptyState
              icon={Award}
              title="No example yet"
              act={
                <Button variant="default" onClick={() => go('/clips')}>
                  Choose from all clips
                </Button>
              }
            >
              Open or tick a clip and choose <b>Example of…</b>: it stands here by criterion and level, for
              who wants to see what a level looks like.
            </EmptyState>
          )}
          {groups.map(({ rubric, criterion, colour, some }) => (
            <section
              key={criterionValue(rubric.id, criterion.code)}
              className={classes.group}
              aria-label={`${criterion.code} ${criterion.title}`}
            >
              <h2 className={classes.heading}>
                <CodeSquare code={criterion.code} colour={colour} /> {criterion.title}
                <span className={classes.rubric}>{rubric.title}</span>
              </h2>
              <ul className={classes.grid}>
                {some.map(({ clip, level }) => (
                  <li key={clip.id} className={classes.cell}>
                    <p className={classes.level}>
                      {level === undefined ? (
                        'Without a level'
                      ) : (
                        <>
                          <LevelMark level={level} levels={rubric.levels} />
                          {rubric.levels.find(({ code }) => code === level)?.label}
                        </>
                      )}
                    </p>
                    <ClipCard
                      clip={clip}
                      lesson={byLesson.get(clip.lessonId)}
                      people={byPerson}
                      rubrics={rubrics ?? []}
                      open={clip.id === open}
                      ticked={false}
                    />
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      </Screen>
      {opened && (
        <ClipInspector
          key={opened.id}
          clip={opened}
          lesson={byLesson.get(opened.lessonId)}
          place={(clips ?? []).indexOf(opened)}
          of={clips?.length ?? 0}
        />
      )}
      {dialog === 'exemplify' && opened && <Exemplify clips={[opened]} />}
    </div>
  )
}
