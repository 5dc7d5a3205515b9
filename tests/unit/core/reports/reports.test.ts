import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writtenReport } from '../../../../electron/contract/api/reports.ts'
import { addLesson } from '../../../fixtures/lessonInLibrary.ts'
import { openTestCore } from '../../../fixtures/openTestCore.ts'

describe('reports', () => {
  it('are written without private notes, under a name that nobody has yet', async () => {
    const { core, joined, home } = await openTestCore()
    const { person, client: ana } = await joined('Ana')
    const lessonId = await addLesson(core.library(), person.id)
    await ana.comments.add({ lessonId, atMs: 1000, text: 'for everyone' })
    await ana.comments.add({ lessonId, atMs: 2000, text: 'only for me', private: true })
    expect(await ana.reports.plan({ lessonId })).toMatchObject({
      people: [{ name: 'Ana', comments: 1 }],
      privateLeftOut: 1,
    })
    const write = async (format: 'pdf' | 'html' | 'csv' | 'xlsx') => {
      const { jobId } = await ana.reports.write({ lessonId, format, dir: home })
      for (;;) {
        const job = await ana.jobs.get({ id: jobId })
        if (job.state === 'done') return writtenReport.parse(job.result)
        if (job.state !== 'queued' && job.state !== 'running') throw new Error(job.error?.message)
        await new Promise(resume => setTimeout(resume, 10))
      }
    }
    const first = await write('html')
    const text = await readFile(first.file, 'utf8')
    expect(text).toContain('for everyone')
    expect(text).not.toContain('only for me')
    const second = await write('html')
    expect(second.file).toBe(first.file.replace(/\.html$/, ' (2).html'))
    expect(await readFile((await write('csv')).file, 'utf8')).not.toContain('only for me')
    await write('xlsx')
    expect((await readFile((await write('pdf')).file)).subarray(0, 5).toString()).toBe('%PDF-')
  }, 60_000)

  it('say which folder is not there, and write nothing', async () => {
    const { core, joined, home } = await openTestCore()
    const { person, client: ana } = await joined('Ana')
    const lessonId = await addLesson(core.library(), person.id)
    await expect(
      ana.reports.write({ lessonId, format: 'csv', file: join(home, 'nowhere', 'r.csv') }),
    ).rejects.toMatchObject({ code: 'input.invalid', message: expect.stringContaining('nowhere') })
  })
})
