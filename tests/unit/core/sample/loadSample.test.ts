import { execFileSync, spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commentKinds } from '../../../../electron/contract/records/comment.ts'
import { findCriterion, findLevel } from '../../../../electron/core/rubrics/tagSpec.ts'
import { loadTemplates } from '../../../../electron/core/rubrics/templates.ts'
import { loadSample } from '../../../../electron/core/sample/loadSample.ts'

const resources = resolve(import.meta.dirname, '../../../../resources')
const sample = await loadSample(resources)

describe('the sample lesson', () => {
  it('is a short H.264 and AAC recording of under 4 MB that plays anywhere', async () => {
    expect((await stat(sample.recording.path)).size).toBeLessThan(4_000_000)
    const probe = JSON.parse(
      execFileSync(process.env.FFPROBE_BIN ?? 'ffprobe', [
        ...['-v', 'error', '-show_streams', '-show_format', '-of', 'json'],
        sample.recording.path,
      ]).toString(),
    )
    expect(probe.streams).toMatchObject([
      { codec_name: 'h264', pix_fmt: 'yuv420p', width: 1280, height: 720 },
      { codec_name: 'aac' },
    ])
    const durationMs = Number(probe.format.duration) * 1000
    expect(durationMs).toBeGreaterThanOrEqual(60_000)
    expect(durationMs).toBeLessThanOrEqual(90_000)
    expect(Math.abs(durationMs - sample.recording.durationMs)).toBeLessThanOrEqual(40)
    expect(Object.keys(probe.format.tags).sort()).toEqual([
      'compatible_brands',
      'major_brand',
      'minor_version',
    ])
  })

  it('can start to play before it is read to its end: the index stands before the pictures', async () => {
    const bytes = await readFile(sample.recording.path)
    expect(bytes.indexOf('moov')).toBeGreaterThan(0)
    expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'))
  })

  it('has a coach and a teacher who both comment, reply and tag, in every kind', () => {
    expect(sample.people.map(person => person.role).sort()).toEqual(['coach', 'teacher'])
    for (const { key } of sample.people) {
      expect(sample.comments.some(comment => comment.by === key)).toBe(true)
      expect(sample.comments.some(comment => comment.replies.some(reply => reply.by === key))).toBe(true)
    }
    expect(new Set(sample.comments.map(comment => comment.kind))).toEqual(new Set(commentKinds))
  })

  it('tags criteria and levels that its rubric has', async () => {
    const templates = await loadTemplates(resources)
    const rubric = templates.find(template => template.id === sample.lesson.rubricId)
    if (!rubric) throw new Error('the sample names a rubric that does not ship')
    const tags = sample.comments.flatMap(comment => comment.tags)
    expect(tags.length).toBeGreaterThan(4)
    for (const { code, level } of tags) {
      expect(findCriterion([rubric], code).criterion.code).toBe(code)
      if (level !== undefined) expect(findLevel(rubric, level)).toBe(level)
    }
  })

  it('says what the transcript says: the silences that are commented on are silences, to the millisecond', async () => {
    const cues = [
      ...(await readFile(sample.transcript.path, 'utf8')).matchAll(
        /^00:(\d\d):(\d\d\.\d{3}) --> 00:(\d\d):(\d\d\.\d{3})\n<v ([^>]+)>(.+)$/gm,
      ),
    ].map(([, fromMinutes, from, toMinutes, to, who, text]) => ({
      fromMs: Number(fromMinutes) * 60_000 + Math.round(Number(from) * 1000),
      toMs: Number(toMinutes) * 60_000 + Math.round(Number(to) * 1000),
      who,
      text,
    }))
    expect(new Set(cues.map(cue => cue.who))).toEqual(new Set(['Ms Okafor', 'Maya', 'Leo', 'Amina']))
    expect(cues.at(-1)?.toMs).toBeLessThan(sample.recording.durationMs)
    const waits = sample.comments.filter(comment => comment.key.endsWith('-wait'))
    expect(waits.map(wait => (wait.toMs ?? 0) - wait.atMs)).toEqual([5000, 4300])
    for (const wait of waits) {
      expect(cues.some(cue => cue.toMs === wait.atMs)).toBe(true)
      expect(cues.some(cue => cue.fromMs === wait.toMs)).toBe(true)
      expect(cues.some(cue => cue.fromMs < (wait.toMs ?? 0) && cue.toMs > wait.atMs)).toBe(false)
    }
  })

  it('is silent enough in its waits for a silence to be found there', () => {
    const { stderr } = spawnSync(
      process.env.FFMPEG_BIN ?? 'ffmpeg',
      [
        ...['-nostdin', '-hide_banner', '-nostats', '-i', sample.recording.path],
        ...['-vn', '-af', 'silencedetect=n=-38dB:d=0.7', '-f', 'null', '-'],
      ],
      { encoding: 'utf8' },
    )
    const silences = [...stderr.matchAll(/silence_end: ([\d.]+) \| silence_duration: ([\d.]+)/g)].map(
      ([, end, length]) => ({ toMs: Number(end) * 1000, lengthMs: Number(length) * 1000 }),
    )
    for (const wait of sample.comments.filter(comment => comment.key.endsWith('-wait'))) {
      const found = silences.find(silence => Math.abs(silence.toMs - (wait.toMs ?? 0)) < 100)
      expect(Math.abs((found?.lengthMs ?? 0) - ((wait.toMs ?? 0) - wait.atMs))).toBeLessThan(150)
    }
  })

  it.each([
    ['not JSON', () => '{'],
    ['a comment past the end', (text: string) => text.replace(/"durationMs": \d+/, '"durationMs": 30000')],
    ['words of someone who is not there', (text: string) => text.replace('"by": "coach"', '"by": "nobody"')],
    ['a field nobody knows', (text: string) => text.replace('"format": 1', '"format": 1, "extra": 1')],
  ])('is reported as damaged, not half taken, with %s', async (_, damage) => {
    const dir = await mkdtemp(join(tmpdir(), 'debrief-sample-'))
    await mkdir(join(dir, 'sample'))
    const text = await readFile(join(resources, 'sample', 'sample.json'), 'utf8')
    await writeFile(join(dir, 'sample', 'sample.json'), damage(text))
    await expect(loadSample(dir)).rejects.toMatchObject({ code: 'internal' })
  })
})
