import { describe, expect, it } from 'vitest'
import { aboutWords, counted, dayWords, initials, sizeWords } from '../../../../renderer/lib/words.ts'

describe('initials', () => {
  it('takes the first letters of the first and the last word', () => {
    expect(initials('Ana Reyes')).toBe('AR')
    expect(initials('  priya  raghunathan featherstonehaugh ')).toBe('PF')
    expect(initials('Cher')).toBe('C')
  })
  it('keeps whole letters outside the basic plane, and never is empty', () => {
    expect(initials('𝒜na Øster')).toBe('𝒜Ø')
    expect(initials('')).toBe('?')
  })
})

describe('sizeWords', () => {
  it('counts in thousands, with one decimal below ten', () => {
    expect(sizeWords(0)).toBe('0 B')
    expect(sizeWords(999)).toBe('999 B')
    expect(sizeWords(1_234_257)).toBe('1.2 MB')
    expect(sizeWords(14_000_000)).toBe('14 MB')
    expect(sizeWords(999_600)).toBe('1.0 MB')
    expect(sizeWords(3_700_000_000)).toBe('3.7 GB')
  })
})

describe('aboutWords', () => {
  it('is round and never says zero', () => {
    expect(aboutWords(0)).toBe('about 1 s')
    expect(aboutWords(6_400)).toBe('about 6 s')
    expect(aboutWords(200_000)).toBe('about 3 min')
    expect(aboutWords(7_200_000)).toBe('about 2.0 h')
  })
})

describe('dayWords', () => {
  const today = new Date('2026-11-23T12:00:00')
  it('leaves this year away and names any other', () => {
    expect(dayWords('2026-11-17', today)).toBe('17 Nov')
    expect(dayWords('2025-03-02', today)).toBe('2 Mar 2025')
  })
})

describe('counted', () => {
  it('uses the singular for one alone', () => {
    expect(counted(1, 'clip')).toBe('1 clip')
    expect(counted(0, 'clip')).toBe('0 clips')
    expect(counted(3, 'criterion', 'criteria')).toBe('3 criteria')
  })
})
