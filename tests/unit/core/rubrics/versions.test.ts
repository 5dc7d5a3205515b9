import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RubricView } from '../../../../electron/contract/api/rubrics.ts'
import type { RubricBody } from '../../../../electron/contract/records/rubric.ts'
import { exportComments } from '../../../../electron/core/export/gather.ts'
import { addLesson } from '../../../fixtures/lessonInLibrary.ts'
import { openTestCore, type TestClient } from '../../../fixtures/openTestCore.ts'

const csv = 'domain,code,criterion,description,level:1,level:2\r\nTalk,T1,Wait time,,none,enough\r\n'
const bodyOf = ({ title, levels, domains }: RubricView): RubricBody => ({ title, levels, domains })

/** The same rubric with its only criterion changed. */
const changed = (rubric: RubricView, change: object): RubricBody => ({
  ...bodyOf(rubric),
  domains: rubric.domains.map(domain => ({
    ...domain,
    criteria: domain.criteria.map(criterion => ({ ...criterion, ...change })),
  })),
})

async function school() {
  const opened = await openTestCore()
  const ana = await opened.joined('Ana', 'coach')
  const ben = await opened.joined('Ben', 'teacher')
  const rubric = await ana.client.rubrics.import({
    name: 'Talk.csv',
    bytesBase64: Buffer.from(csv).toString('base64'),
  })
  const lessonId = await addLesson(opened.core.library(), ana.person.id)
  const say = (client: TestClient, text: string, level?: string, isPrivate = false) =>
    client.comments.add({
      lessonId,
      atMs: 1000,
      text,
      private: isPrivate,
      tags: [{ rubricId: rubric.id, code: 'T1', ...(level && { level }) }],
    })
  return { ...opened, ana: ana.client, ben: ben.client, anaId: ana.person.id, rubric, lessonId, say }
}

describe('a tag', () => {
  it('keeps meaning the words it was made with when the rubric is edited', async () => {
    const { ana, rubric, lessonId, say } = await school()
    await say(ana, 'before', '2')
    await ana.rubrics.update({ id: rubric.id, ...changed(rubric, { title: 'Thinking time' }) })
    await say(ana, 'after', '1')
    const [before, after] = await ana.comments.list({ lessonId })
    const versions = new Map((await ana.rubrics.versions()).map(each => [each.id, each]))
    const wordsOf = (id: string | undefined) => versions.get(id as never)?.words
    expect(wordsOf(before?.tags[0]?.version)).toMatchObject({
      title: 'Wait time',
      descriptors: { 1: 'none', 2: 'enough' },
      levels: [{ code: '1' }, { code: '2' }],
    })
    expect(wordsOf(after?.tags[0]?.version)).toMatchObject({ title: 'Thinking time' })
  })

  it('shares one version with all who tagged with the same words', async () => {
    const { ana, ben, say } = await school()
    await say(ana, 'one', '1')
    await say(ben, 'two', '2')
    expect(await ana.rubrics.versions()).toHaveLength(1)
  })

  it('needs no version where only what is no word was changed: a colour, a key, the domain', async () => {
    const { ana, rubric, say } = await school()
    await say(ana, 'one', '1')
    const body = changed(rubric, { digit: 7 })
    const domains = body.domains.map(domain => ({ ...domain, colour: 'dD' as const, title: 'Speech' }))
    await ana.rubrics.update({ id: rubric.id, ...body, domains })
    await say(ana, 'two', '1')
    expect(await ana.rubrics.versions()).toHaveLength(1)
  })

  it('stays as it is when its comment is edited after its criterion was renamed, deleted, or its rubric was', async () => {
    const { ana, rubric, lessonId, say } = await school()
    const comment = await say(ana, 'words', '2')
    const tags = comment.tags.map(({ rubricId, code, level }) => ({ rubricId, code, level }))
    const tagNow = comment.tags[0]
    await ana.rubrics.update({ id: rubric.id, ...changed(rubric, { code: 'X1', key: 'T1' }) })
    const renamed = await ana.comments.update({ lessonId, id: comment.id, text: 'other words', tags })
    expect(renamed.tags).toEqual([tagNow])
    await ana.rubrics.update({ id: rubric.id, ...bodyOf(rubric), domains: [] })
    const lower = tags.map(tag => ({ ...tag, level: '1' }))
    const rated = await ana.comments.update({ lessonId, id: comment.id, tags: lower })
    expect(rated.tags).toMatchObject([{ id: tagNow?.id, code: 'T1', level: '1', version: tagNow?.version }])
    await ana.rubrics.remove({ id: rubric.id })
    await ana.comments.update({ lessonId, id: comment.id, tags: lower })
    await expect(
      ana.comments.update({ lessonId, id: comment.id, tags: tags.map(tag => ({ ...tag, level: '9' })) }),
    ).rejects.toMatchObject({ code: 'input.invalid' })
    await expect(say(ana, 'a new one')).rejects.toMatchObject({ code: 'notFound' })
  })

  it('means the new words once its level is changed after an edit', async () => {
    const { ana, rubric, lessonId, say } = await school()
    const comment = await say(ana, 'words', '2')
    await ana.rubrics.update({ id: rubric.id, ...changed(rubric, { title: 'Thinking time' }) })
    const rated = await ana.comments.tag({
      lessonId,
      id: comment.id,
      tags: [{ rubricId: rubric.id, code: 'T1', level: '1' }],
    })
    expect(rated.tags[0]?.version).not.toBe(comment.tags[0]?.version)
  })

  it('of a private note leaves no word in the library, and keeps its own when it is shared', async () => {
    const { ana, rubric, lessonId, say, core } = await school()
    const note = await say(ana, 'just mine', '2', true)
    expect(await ana.rubrics.versions()).toEqual([])
    const files = await readdir(core.library().dir, { recursive: true, withFileTypes: true })
    const texts = await Promise.all(
      files.filter(each => each.isFile()).map(each => readFile(join(each.parentPath, each.name), 'utf8')),
    )
    expect(texts.join('\n')).not.toContain('criterionVersion')
    await ana.rubrics.update({ id: rubric.id, ...changed(rubric, { title: 'Thinking time' }) })
    const shared = await ana.comments.share({ lessonId, id: note.id })
    expect(shared.tags[0]?.words).toMatchObject({ title: 'Wait time' })
  })

  it('is exported with the words and the scale it was made with', async () => {
    const { ana, rubric, lessonId, say, core } = await school()
    await say(ana, 'before', '2')
    await ana.rubrics.update({
      id: rubric.id,
      ...changed(rubric, { title: 'Thinking time' }),
      levels: [{ code: '0', label: 'None' }, ...rubric.levels],
    })
    const views = await ana.rubrics.list()
    const [comment] = exportComments(await core.library().conversation(lessonId), {
      person: () => undefined,
      rubric: id => views.find(each => each.id === id),
      meaning: tag => {
        const words = core.library().find('criterionVersion', tag.version ?? '')
        return words && { words, domain: words.domain }
      },
    })
    expect(comment?.tags).toMatchObject([{ title: 'Wait time', levelIndex: 1, levelCount: 2 }])
  })
})

describe('a tag that an older Debrief wrote', () => {
  it('means the words as they stood before the rubric was first edited', async () => {
    const { ana, anaId, core, lessonId } = await school()
    const id = 'rubric:old'
    const criteria = [{ code: 'T1', title: 'Wait time' }]
    await core.library().write(anaId, [
      { put: { id, type: 'rubric', title: 'Old', levels: [], domains: [{ title: 'Talk', criteria }] } },
      {
        put: { id: 'comment:old', type: 'comment', lessonId, atMs: 0, kind: 'noticing', text: 'x' },
        lessonId,
      },
      { put: { id: 'tag:old', type: 'tag', commentId: 'comment:old', rubricId: id, code: 'T1' }, lessonId },
    ])
    const tagNow = async () => (await ana.comments.list({ lessonId }))[0]?.tags[0]
    expect(await tagNow()).not.toHaveProperty('version')
    for (const title of ['Thinking time', 'Silence'])
      await ana.rubrics.update({
        id,
        title: 'Old',
        levels: [],
        domains: [{ title: 'Talk', criteria: [{ code: 'T1', title }] }],
      })
    const { version } = (await tagNow()) ?? {}
    expect((await ana.rubrics.versions()).find(each => each.id === version)?.words.title).toBe('Wait time')
  })
})
