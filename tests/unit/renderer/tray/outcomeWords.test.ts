import { describe, expect, it } from 'vitest'
import type { ImportOutcome } from '../../../../electron/contract/api/lessons.ts'
import { outcomeWords } from '../../../../renderer/features/tray/outcomeWords.ts'

const outcome = (existing: boolean): ImportOutcome => ({
  file: 'a.mp4',
  lessonId: 'lesson:a',
  recordingId: 'recording:a',
  title: 'a',
  durationMs: 1,
  width: 1,
  height: 1,
  playable: true,
  proxyNeeded: false,
  existing,
})
const failed = { file: 'b.txt', code: 'media.notRecording', message: 'No.' } as const

describe('outcomeWords', () => {
  it('says what came, what was here and what was refused', () => {
    expect(outcomeWords({ imported: [outcome(false)], failed: [] })).toBe('1 recording imported')
    expect(
      outcomeWords({ imported: [outcome(false), outcome(false), outcome(true)], failed: [failed] }),
    ).toBe('2 recordings imported, 1 already here, 1 could not be imported')
    expect(outcomeWords({ imported: [], failed: [] })).toBe('There was no recording in it')
  })
})
