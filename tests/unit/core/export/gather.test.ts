import { describe, expect, it } from 'vitest'
import type { Recording } from '../../../../electron/contract/records/recording.ts'
import { exportTag, recordingFor } from '../../../../electron/core/export/gather.ts'

const rubric = {
  title: 'R',
  levels: [
    { code: '1', label: 'Beginning' },
    { code: '2', label: 'Strong' },
  ],
  domains: [
    { title: 'A', criteria: [{ code: 'A1', title: 'Climate' }] },
    { title: 'B', criteria: [{ code: 'B1', title: 'Wait time' }] },
  ],
}

describe('a tag on a clip', () => {
  it('has its criterion, domain and level in words', () => {
    expect(exportTag({ code: 'B1', level: '2' }, rubric)).toEqual({
      code: 'B1',
      title: 'Wait time',
      domainIndex: 1,
      levelLabel: 'Strong',
      levelIndex: 1,
      levelCount: 2,
      notObserved: false,
    })
  })

  it('not observed has no level, and is not the lowest', () => {
    const tag = exportTag({ code: 'A1', level: 'not-observed' }, rubric)
    expect(tag).toMatchObject({ notObserved: true })
    expect(tag).not.toHaveProperty('levelIndex')
    expect(tag).not.toHaveProperty('levelLabel')
  })

  it('of a rubric that is not here shows what was written', () => {
    expect(exportTag({ code: 'X9', level: 'III' }, undefined)).toMatchObject({
      code: 'X9',
      title: 'X9',
      levelLabel: 'III',
      levelCount: 0,
    })
  })
})

describe('the recording that a clip shows', () => {
  const recording = (name: string, offsetMs: number, durationMs: number, width: number): Recording => ({
    id: `recording:${name}`,
    type: 'recording',
    lessonId: 'lesson:l',
    fileName: name,
    path: name,
    identity: { sizeBytes: 1, hash: 'a'.repeat(64) },
    facts: { durationMs, startMs: 0, width, height: width, rotation: 0, container: 'mp4', playable: true },
    offsetMs,
    rev: '000000000000-0000-00000000000000000000000000',
    by: 'person:a',
    createdAtMs: 0,
  })
  const sound = recording('sound', 0, 60_000, 0)
  const late = recording('late', 20_000, 30_000, 640)
  const all = [sound, late]

  it('is the one it names, else one with a picture that covers it, else any that does', () => {
    expect(recordingFor({ fromMs: 21_000, toMs: 22_000, recordingId: sound.id }, all)).toBe(sound)
    expect(recordingFor({ fromMs: 21_000, toMs: 22_000 }, all)).toBe(late)
    expect(recordingFor({ fromMs: 19_000, toMs: 22_000 }, all)).toBe(sound)
    expect(recordingFor({ fromMs: 0, toMs: 90_000 }, all)).toBe(sound)
    expect(recordingFor({ fromMs: 0, toMs: 1 }, [])).toBeUndefined()
  })
})
