import { spawnSync } from 'node:child_process'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { clipView, exportResult } from '../../electron/contract/api/clips.ts'
import { commentView } from '../../electron/contract/api/comments.ts'
import { importResult, lessonView } from '../../electron/contract/api/lessons.ts'
import { machine } from '../fixtures/commandLine.ts'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { temporaryFolder } from '../fixtures/openTestCore.ts'

const failed = z.object({ error: z.object({ code: z.string(), message: z.string() }) })

async function withLesson() {
  const ana = await machine()
  const { data } = await ana.json('import', corpusFile('mdn-flower.webm'), '--title', 'Flowers: "½"')
  const lessonId = importResult.parse(data).imported[0]?.lessonId
  if (!lessonId) throw new Error('nothing was imported')
  return { ana, lessonId }
}

describe('the command line', () => {
  it('ends with 2 and a sentence where the words are off, and says it as JSON too', async () => {
    const ana = await machine()
    const { code, err, data } = await ana.json('lesons')
    expect(code).toBe(2)
    expect(err).toMatch(/^error: input\.invalid: Unknown command 'lesons'/)
    expect(failed.parse(data).error.code).toBe('input.invalid')
    expect((await ana.run()).code).toBe(2)
    expect((await ana.run('rubric')).err).toContain('Usage: debrief rubric')
    expect((await ana.run('--help')).code).toBe(0)
    expect((await ana.run('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  it('ends with 1 and one line on stderr where something failed', async () => {
    const ana = await machine()
    const { code, err, data } = await ana.json('comments', 'nope')
    expect(code).toBe(1)
    expect(err).toMatch(/^error: notFound: [^\n]+\n$/)
    expect(failed.parse(data).error.code).toBe('notFound')
  })

  it('reads and writes rubrics', async () => {
    const ana = await machine()
    const folder = await temporaryFolder('rubrics')
    const csv = join(folder, 'ours.csv')
    await writeFile(
      csv,
      'domain,code,criterion,description,level:1,level:2\nTalk,T1,Pupils talk,,little,much\n',
    )
    const { data } = await ana.json('rubric', 'import', csv)
    const { id } = z.object({ id: z.string() }).parse(data)
    const out = join(folder, 'out.json')
    expect((await ana.json('rubric', 'export', id.slice(0, -4), '--out', out)).code).toBe(0)
    expect(JSON.parse(await readFile(out, 'utf8')).domains[0].criteria[0].code).toBe('T1')
    expect((await ana.run('rubric', 'export', id, '--out', join(folder, 'out.pdf'))).code).toBe(2)
    expect((await ana.json('rubric', 'import', join(folder, 'none.csv'))).err).toMatch(/^error: notFound: /)
  })

  it('makes nobody where it only looks', async () => {
    const ana = await machine()
    expect((await ana.json('lessons')).data).toEqual([])
    expect((await ana.json('clips')).data).toEqual([])
    expect(await readdir(join(ana.library, 'catalog')).catch(() => [])).toEqual([])
  })

  it.runIf(process.platform === 'linux')('does not mind a reader that has seen enough', async () => {
    const ana = await machine()
    const call = `"${process.execPath}" dist/cli/debrief.mjs rubric list --json --library "${ana.library}" | head -c 1`
    const { stderr, stdout } = spawnSync('bash', ['-c', `set -o pipefail; ${call}; echo " $?"`], {
      env: { ...process.env, DEBRIEF_HOME: ana.home },
      encoding: 'utf8',
    })
    expect([stdout, stderr]).toEqual(['[ 0\n', ''])
  })
})

describe.skipIf(!corpusDir)('the command line, on real recordings', () => {
  it('imports what can be read, says why of the rest, and finds a recording again', async () => {
    const ana = await machine()
    const gone = join(ana.home, 'gone.mp4')
    const first = await ana.json('import', corpusFile('mdn-flower.webm'), gone)
    expect(first.code).toBe(1)
    expect(first.err).toContain('error: media.missing: ')
    const { imported, failed } = importResult.parse(first.data)
    expect(imported).toHaveLength(1)
    expect(failed).toMatchObject([{ file: gone, code: 'media.missing' }])
    const again = await ana.json('import', corpusFile('mdn-flower.webm'))
    expect(importResult.parse(again.data).imported).toMatchObject([
      { existing: true, lessonId: imported[0]?.lessonId },
    ])
    expect(z.array(lessonView).parse((await ana.json('lessons')).data)).toHaveLength(1)
  })

  it('takes comments, replies and private notes, and leaves the private ones out of what is handed on', async () => {
    const { ana, lessonId } = await withLesson()
    const text = 'Coach: "5 %"\nline two 👩‍🏫'
    const said = await ana.json(
      'comment',
      'Flowers: "½"',
      '--at',
      '1',
      '--to',
      '00:02.500',
      '--text',
      text,
      '--kind',
      'evidence',
    )
    const comment = commentView.parse(said.data)
    expect(comment).toMatchObject({
      lessonId,
      atMs: 1000,
      toMs: 2500,
      text,
      author: { name: 'Ana', role: 'coach' },
    })
    await ana.json('comment', lessonId, '--at', '3', '--text', 'for me', '--private')
    const replied = await ana.json('comment', lessonId, '--reply-to', comment.id, '--text', 'and then?')
    expect(commentView.parse(replied.data).replies.map(reply => reply.text)).toEqual(['and then?'])
    const refused = await ana.json('comment', lessonId, '--reply-to', comment.id, '--text', 'x', '--private')
    expect(refused.code).toBe(2)

    const all = z.array(commentView).parse((await ana.json('comments', lessonId)).data)
    expect(all.map(each => each.private)).toEqual([false, true])
    for (const format of ['csv', 'vtt', 'srt']) {
      const { out, err, code } = await ana.run('comments', lessonId, '--format', format, '--as', 'Ana')
      expect([code, err]).toEqual([0, 'A private note is left out.\n'])
      expect(out).toContain('line two')
      expect(out).not.toContain('for me')
    }
  })

  it('makes clips and exports them, and what cannot be exported fails alone', async () => {
    const { ana, lessonId } = await withLesson()
    const made = await ana.json(
      'clip',
      lessonId,
      '--from',
      '1',
      '--to',
      '2',
      '--title',
      'A bloom',
      '--collection',
      'Flora',
    )
    const clip = clipView.parse(made.data)
    expect(clip).toMatchObject({ fromMs: 1000, toMs: 2000, collection: 'Flora' })
    const out = await temporaryFolder('out')
    const { code, data, err } = await ana.json(
      'export',
      clip.id.slice(0, -3),
      '--out',
      out,
      '--style',
      'none',
    )
    expect([code, err]).toEqual([0, ''])
    const { exported } = exportResult.parse(data)
    expect(exported).toMatchObject([{ clipId: clip.id, verified: true }])
    expect(await readdir(out)).toEqual([expect.stringMatching(/\.mp4$/)])
  })

  it('leaves nothing behind when Ctrl-C cancels an export', async () => {
    const ana = await machine()
    const { data } = await ana.json('import', corpusFile('googlework-short.mp4'))
    const lessonId = importResult.parse(data).imported[0]?.lessonId ?? ''
    await ana.json('comment', lessonId, '--at', '0', '--to', '34', '--text', 'all of it')
    const made = clipView.parse(
      (await ana.json('clip', lessonId, '--from', '0', '--to', '34', '--title', 'Long')).data,
    )
    const out = await temporaryFolder('out')
    const running = ana.start('export', made.id, '--out', out, '--json')
    for (let seen = 0; seen === 0; ) seen = (await readdir(out)).length
    running.child.kill('SIGINT')
    const ended = await running.ended
    expect(ended.code).toBe(1)
    expect(ended.err).toContain('error: cancelled: ')
    expect(exportResult.parse(JSON.parse(ended.out)).failed).toMatchObject([
      { clipId: made.id, code: 'cancelled' },
    ])
    expect(await readdir(out)).toEqual([])
  })

  it('lets two people write at once, on one machine and through a shared folder', async () => {
    const { ana, lessonId } = await withLesson()
    const ben = await machine(ana.library, 'Ben', 'teacher')
    const calls = Array.from({ length: 6 }, (_, at) =>
      (at % 2 ? ana : ben).json('comment', lessonId, '--at', String(at / 2), '--text', `said ${at}`),
    )
    expect((await Promise.all(calls)).map(({ code }) => code)).toEqual([0, 0, 0, 0, 0, 0])
    const all = z.array(commentView).parse((await ana.json('comments', lessonId)).data)
    expect(all.map(({ text }) => text)).toEqual([0, 1, 2, 3, 4, 5].map(at => `said ${at}`))
    expect(new Set(all.map(({ author }) => author.name))).toEqual(new Set(['Ana', 'Ben']))
  })
})

/** A rubric of one criterion as a table. */
async function ours(folder: string, criterion: string): Promise<string> {
  const csv = join(folder, `${criterion}.csv`)
  await writeFile(csv, `domain,code,criterion\nTalk,T1,${criterion}\n`)
  return csv
}

/** Every file of a folder with what is in it. */
async function contents(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter(entry => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  return Object.fromEntries(
    await Promise.all(files.map(async file => [file, await readFile(file, 'utf8')] as const)),
  )
}

describe('debrief serve', () => {
  it('says its address when it is ready, and ends on Ctrl-C', async () => {
    const ana = await machine()
    const serving = ana.start('serve', '--no-open')
    const [, url = ''] = await serving.said(/^Debrief is at (http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]+)\n$/)
    expect((await fetch(url)).status).toBe(200)
    serving.child.kill('SIGINT')
    // Package runners pass the signal on a second time.
    serving.child.kill('SIGINT')
    expect(await serving.ended).toMatchObject({ code: 0, err: '' })
  })

  it('takes calls of the command line while it runs, and tells its page about them', async () => {
    const ana = await machine()
    const serving = ana.start('serve', '--no-open', '--json')
    const [document] = await serving.said(/\{[^}]*\}/s)
    const { url, port } = z.object({ url: z.string(), port: z.int() }).parse(JSON.parse(document))
    expect(new URL(url).port).toBe(String(port))
    const again = await ana.json('serve', '--no-open')
    expect([again.code, again.data]).toEqual([0, { url, port }])

    const csv = join(ana.home, 'ours.csv')
    await writeFile(csv, 'domain,code,criterion\nTalk,T1,Pupils talk\n')
    expect((await ana.json('rubric', 'import', csv)).code).toBe(0)
    const answer = await fetch(new URL('/rpc/rubrics/list', url), {
      method: 'POST',
      headers: { authorization: `Bearer ${url.split('token=')[1]}`, 'content-type': 'application/json' },
      body: '{}',
    })
    expect(await answer.text()).toContain('Pupils talk')
    expect((await ana.json('comments', 'nope')).data).toMatchObject({ error: { code: 'notFound' } })
  })

  it('for looking only, shows what others write and writes nothing itself', async () => {
    const ana = await machine()
    expect((await ana.json('rubric', 'import', await ours(ana.home, 'Pupils talk'))).code).toBe(0)
    const screen = await machine(ana.library, 'Screen', 'leader')
    const before = await contents(ana.library)
    const serving = screen.start('serve', '--no-open', '--read-only', '--json')
    const [document] = await serving.said(/\{[^}]*\}/s)
    const { url } = z.object({ url: z.string() }).parse(JSON.parse(document))
    const rubrics = async () => {
      const answer = await fetch(new URL('/rpc/rubrics/list', url), {
        method: 'POST',
        headers: { authorization: `Bearer ${url.split('token=')[1]}`, 'content-type': 'application/json' },
        body: '{}',
      })
      return answer.text()
    }
    expect(await rubrics()).toContain('Pupils talk')
    const refused = await screen.json('rubric', 'import', await ours(screen.home, 'Never'))
    expect([refused.code, refused.data]).toMatchObject([1, { error: { code: 'library.readOnly' } }])
    expect(await contents(ana.library)).toEqual(before)

    expect((await ana.json('rubric', 'import', await ours(ana.home, 'Pupils listen'))).code).toBe(0)
    await expect.poll(rubrics, { timeout: 20_000 }).toContain('Pupils listen')
    // A window that may write is not what was asked for.
    serving.child.kill('SIGINT')
    await serving.ended
    const writing = screen.start('serve', '--no-open')
    await writing.said(/Debrief is at/)
    expect(await screen.run('serve', '--no-open', '--read-only')).toMatchObject({ code: 1 })
  })

  it('gives the library back when it is killed', async () => {
    const ana = await machine()
    const serving = ana.start('serve', '--no-open')
    await serving.said(/Debrief is at/)
    serving.child.kill('SIGKILL')
    await serving.ended
    expect((await ana.json('lessons')).code).toBe(0)
  })

  it('says so where its port is taken', async () => {
    const [one, other] = [await machine(), await machine()]
    const serving = one.start('serve', '--no-open')
    const [, port = ''] = await serving.said(/127\.0\.0\.1:(\d+)/)
    const { code, err } = await other.run('serve', '--no-open', '--port', port)
    expect([code, err]).toEqual([1, expect.stringContaining(`Port ${port} is not free`)])
  })
})
