import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Library, LibraryEvent } from '../../../../electron/core/library/library.types.ts'
import { ana, ben, comment, lesson } from './records.ts'
import { testFolders, texts } from './testLibrary.ts'

const folders = testFolders()
const elsewhere = () => folders.open({ home: join(folders.home, '..', 'elsewhere') })

/** Resolves when the library tells of such an event; the test's own time limit is the only clock. */
function told(library: Library, wanted: (event: LibraryEvent) => boolean): Promise<void> {
  return new Promise(done => {
    const stop = library.subscribe(event => {
      if (!wanted(event)) return
      stop()
      done()
    })
  })
}

const ofLesson = (event: LibraryEvent) => event.type === 'lesson.changed' && event.lessonId === lesson

describe.each([true, 'poll'] as const)('a library watched by %s', watch => {
  it('tells of what others write: in the catalog, in an open lesson, in one that is only summed up', async () => {
    const here = await folders.open({ watch })
    const there = await elsewhere()
    let event = told(here, ({ type }) => type === 'catalog.changed')
    await there.write(ben, [{ put: { id: lesson, type: 'lesson', title: 'Fractions' } }])
    await event
    expect(here.find('lesson', lesson)).toMatchObject({ title: 'Fractions' })

    expect((await here.summary(lesson)).comments).toBe(0)
    event = told(here, ofLesson)
    await there.write(ben, [{ put: comment('A', 'a'), lessonId: lesson }])
    await event
    expect((await here.summary(lesson)).comments).toBe(1)

    expect(await texts(here)).toEqual(['a'])
    event = told(here, ofLesson)
    await there.write(ben, [{ put: comment('B', 'b'), lessonId: lesson }])
    await event
    expect(await texts(here)).toEqual(['a', 'b'])
  })

  it('shows a file once it has wholly arrived', async () => {
    const here = await folders.open({ watch })
    const there = await elsewhere()
    await there.write(ben, [{ put: comment('A', 'a'), lessonId: lesson }])
    expect(await texts(here)).toEqual(['a'])
    const [name = ''] = await folders.files('lessons/ONE')
    const path = join(folders.dir, 'lessons', 'ONE', name)

    const broken = told(here, ({ type }) => type === 'problems.changed')
    await writeFile(path, '{"half":')
    await broken
    expect(await texts(here)).toEqual(['a'])

    const whole = told(here, ofLesson)
    await there.write(ben, [{ put: comment('B', 'b'), lessonId: lesson }])
    await whole
    expect(await texts(here)).toEqual(['a', 'b'])
    expect(here.problems()).toEqual([])
  })
})

describe('what a library tells', () => {
  it('is each change by this process once, after it is saved', async () => {
    const library = await folders.open()
    const events: LibraryEvent[] = []
    const stop = library.subscribe(event => events.push(event))
    await library.write(ana, [
      { put: { id: lesson, type: 'lesson', title: 'Fractions' } },
      { put: comment('A', 'a'), lessonId: lesson },
    ])
    expect(events).toEqual([
      { type: 'catalog.changed' },
      { type: 'lesson.changed', lessonId: lesson, types: ['comment'] },
    ])
    stop()
    await library.write(ana, [{ put: comment('B', 'b'), lessonId: lesson }])
    await library.refresh()
    expect(events).toHaveLength(2)
  })

  it('names the types of what changed, also of what is removed and of what comes from others', async () => {
    const library = await folders.open()
    const there = await elsewhere()
    await library.conversation(lesson)
    const types: (readonly string[] | undefined)[] = []
    library.subscribe(event => event.type === 'lesson.changed' && types.push(event.types))
    await library.write(ana, [{ put: comment('A', 'a'), lessonId: lesson }, tag('T', 'A')])
    await library.write(ana, [{ remove: 'tag:T', lessonId: lesson }])
    await there.write(ben, [{ put: comment('B', 'b'), lessonId: lesson }])
    await library.refresh()
    expect(types).toEqual([['comment', 'tag'], ['tag'], ['comment']])
  })

  it('is nothing when something is read for the first time', async () => {
    const before = await folders.open()
    await before.write(ana, [{ put: comment('A', 'a'), lessonId: lesson }])
    await before.close()
    const library = await folders.open()
    const events: LibraryEvent[] = []
    library.subscribe(event => events.push(event))
    await library.summary(lesson)
    await library.conversation(lesson)
    expect(events).toEqual([])
  })

  it('is nothing when a refresh finds nothing new', async () => {
    const library = await folders.open()
    await library.write(ana, [{ put: comment('A', 'a'), lessonId: lesson }])
    const events: LibraryEvent[] = []
    library.subscribe(event => events.push(event))
    await library.refresh()
    expect(events).toEqual([])
  })

  it('does not make a save look failed when a listener fails', async () => {
    const library = await folders.open()
    const warned = new Promise<Error>(done => process.once('warning', done))
    library.subscribe(() => {
      throw new Error('the listener is broken')
    })
    await library.write(ana, [{ put: comment('A', 'a'), lessonId: lesson }])
    expect(await texts(library)).toEqual(['a'])
    expect((await warned).message).toBe('the listener is broken')
  })
})

describe('a summary', () => {
  it('counts the comments, marks and tags in sight, private ones of this machine included', async () => {
    const library = await folders.open()
    await library.write(ana, [
      { put: { ...comment('A', 'a', 1000), toMs: 2000 }, lessonId: lesson },
      { put: comment('P', 'p', 3000), lessonId: lesson, private: true },
      { put: comment('R', 'r', 4000), lessonId: lesson },
      tag('T', 'A'),
      tag('U', 'R'),
    ])
    await library.write(ana, [{ remove: 'comment:R', lessonId: lesson }])
    const expected = {
      comments: 2,
      marks: [
        { id: 'comment:A', kind: 'noticing', atMs: 1000, toMs: 2000, by: ana, private: false },
        { id: 'comment:P', kind: 'noticing', atMs: 3000, by: ana, private: true },
      ],
      tags: [{ rubricId: 'rubric:general', code: 'Q1', by: ana, on: ana, commentId: 'comment:A' }],
      firstPasses: [],
    }
    expect(await library.summary(lesson)).toEqual(expected)
    const again = await folders.open()
    expect(await again.summary(lesson)).toEqual(expected)
    expect(await again.summary(lesson)).toEqual(expected)
  })

  it('is made anew after a refresh finds the lesson changed, and after our own save', async () => {
    const here = await folders.open()
    const there = await elsewhere()
    expect((await here.summary(lesson)).comments).toBe(0)
    await there.write(ben, [{ put: comment('A', 'a'), lessonId: lesson }])
    const events: LibraryEvent[] = []
    here.subscribe(event => events.push(event))
    await here.refresh()
    expect(events).toEqual([{ type: 'lesson.changed', lessonId: lesson }])
    expect((await here.summary(lesson)).comments).toBe(1)
    await here.write(ana, [{ put: comment('B', 'b'), lessonId: lesson }])
    expect((await here.summary(lesson)).comments).toBe(2)
  })
})

function tag(id: string, on: string) {
  return {
    put: {
      id: `tag:${id}` as const,
      type: 'tag' as const,
      commentId: `comment:${on}` as const,
      rubricId: 'rubric:general' as const,
      code: 'Q1',
    },
    lessonId: lesson,
  } as const
}
