import { beforeEach, describe, expect, it } from 'vitest'
import { adoptSpeakers, nextSpeaker, speakersFrom, useSpeaker } from '../../../../renderer/lib/speaker.ts'

const ana = 'person:ana'
const marcus = 'person:marcus'

beforeEach(() => useSpeaker.setState({ present: [], speaker: undefined }))

describe('who speaks', () => {
  it('is the first of those present until another is chosen', () => {
    expect(speakersFrom({ present: [marcus, ana] }).speaker).toBe(marcus)
    expect(speakersFrom({ present: [marcus, ana], speaker: ana }).speaker).toBe(ana)
  })
  it('is never someone who is not here', () => {
    expect(speakersFrom({ present: [marcus], speaker: ana }).speaker).toBe(marcus)
    expect(speakersFrom({ present: [], speaker: ana }).speaker).toBeUndefined()
  })
  it('goes round those present', () => {
    expect(nextSpeaker({ present: [marcus, ana], speaker: marcus })).toBe(ana)
    expect(nextSpeaker({ present: [marcus, ana], speaker: ana })).toBe(marcus)
    expect(nextSpeaker({ present: [ana], speaker: ana })).toBe(ana)
    expect(nextSpeaker({ present: [], speaker: undefined })).toBeUndefined()
  })
})

describe('adoptSpeakers', () => {
  it('tells when those present changed, for then private notes open or close', () => {
    expect(adoptSpeakers({ present: [ana] })).toBe(true)
    expect(adoptSpeakers({ present: [ana], speaker: ana })).toBe(false)
    expect(adoptSpeakers({ present: [ana, marcus], speaker: ana })).toBe(true)
    expect(adoptSpeakers({ present: [ana, marcus], speaker: marcus })).toBe(false)
    expect(useSpeaker.getState()).toEqual({ present: [ana, marcus], speaker: marcus })
  })
})
