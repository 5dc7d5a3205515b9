import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { clipView, exportedReel, exportResult } from '../../electron/contract/api/clips.ts'
import { importResult } from '../../electron/contract/api/lessons.ts'
import { machine } from '../fixtures/commandLine.ts'
import { corpusDir, corpusFile } from '../fixtures/corpus.ts'
import { temporaryFolder } from '../fixtures/openTestCore.ts'

describe.skipIf(!corpusDir)('the command line’s exports', () => {
  it('writes a side panel, and a reel of clips with their chapters; says what a look cannot show', async () => {
    const ana = await machine()
    const { data } = await ana.json('import', corpusFile('mdn-flower.webm'), '--title', 'Flowers: "½"')
    const lessonId = importResult.parse(data).imported[0]?.lessonId ?? ''
    const clip = async (from: string, title: string) =>
      clipView.parse(
        (await ana.json('clip', lessonId, '--from', from, '--to', String(Number(from) + 1), '--title', title))
          .data,
      )
    const [first, second] = [await clip('1', 'First'), await clip('3', 'Second')]
    const out = await temporaryFolder('out')
    const panel = await ana.json(
      ...[
        'export',
        first.id,
        '--out',
        out,
        '--style',
        'panel',
        '--title-card',
        '--prompt',
        'Why? "½"',
        '--mute',
      ],
      ...['--beside', 'srt,json', '--poster'],
    )
    expect([panel.code, panel.err]).toEqual([0, ''])
    const [alone] = exportResult.parse(panel.data).exported
    expect(alone).toMatchObject({ clipId: first.id, method: 'full' })
    // Four seconds of card and one of the lesson, in whole pictures.
    expect(Math.abs((alone?.durationMs ?? 0) - 5000)).toBeLessThan(40)
    expect((await readdir(out)).sort()).toEqual(['First.jpg', 'First.json', 'First.mp4', 'First.srt'])

    const made = await ana.json(
      'export',
      first.id,
      second.id,
      '--out',
      out,
      '--reel',
      'All: of it',
      '--subtitles',
    )
    expect([made.code, made.err]).toEqual([0, ''])
    const { reel, exported, failed: left } = exportedReel.parse(made.data)
    expect(left).toEqual([])
    expect(Math.abs(reel.durationMs - 10_000)).toBeLessThan(80)
    expect(exported.map(({ clipId, file }) => [clipId, file])).toEqual([
      [first.id, join(out, 'All of it.mp4')],
      [second.id, join(out, 'All of it.mp4')],
    ])
    expect((await readdir(out)).filter(name => name.startsWith('All'))).toEqual([
      'All of it.mp4',
      'All of it.vtt',
    ])
    expect((await ana.json('export', first.id, '--out', out, '--beside', 'docx')).code).toBe(2)
    expect((await ana.json('export', first.id, '--out', out, '--speed', '7')).code).not.toBe(0)
  }, 120_000)
})
