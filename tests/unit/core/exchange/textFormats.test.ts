import { describe, expect, it } from 'vitest'
import { asCsv } from '../../../../electron/core/exchange/write/csv.ts'
import { asSrt, asVtt } from '../../../../electron/core/exchange/write/subtitles.ts'
import { rated, saying } from './saying.ts'

describe('a conversation as WebVTT', () => {
  it('names who speaks, escapes markup, and keeps empty lines out of its cues', () => {
    expect(asVtt([rated], 600_000)).toBe(
      [
        'WEBVTT',
        '',
        '1',
        '00:01:01.250 --> 00:01:05.000',
        '<v Ana>Three hands &amp; a nod',
        '[B2=3, C1]',
        'Ben &lt;b&gt;: I saw',
        'four',
        '',
      ].join('\n'),
    )
  })

  it('cannot be broken by words that look like a cue', () => {
    const text = asVtt([saying('a\n\n00:00:01.000 --> 00:00:02.000\nfake')], 600_000)
    expect(text.match(/ --> /g)).toHaveLength(1)
    expect(text).toContain('--&gt;')
  })

  it('gives a moment time to be read, but not past the lesson', () => {
    expect(asVtt([saying('x')], 600_000)).toContain('00:01:01.250 --> 00:01:05.250')
    expect(asVtt([saying('x')], 62_000)).toContain('00:01:01.250 --> 00:01:02.000')
  })
})

describe('a conversation as SRT', () => {
  it('has commas in its times and the name before the words', () => {
    expect(asSrt([rated], 600_000)).toMatch(/^1\n00:01:01,250 --> 00:01:05,000\nAna: Three hands & a nod\n/)
    expect(asSrt([saying('a --> b')], 600_000).match(/ --> /g)).toHaveLength(1)
  })
})

describe('a conversation as CSV', () => {
  it('keeps quotes, line breaks and commas inside their cells', () => {
    const [head, ...rows] = asCsv([saying('He said "wait",\nthen waited')]).split('\r\n')
    expect(head).toBe('\ufeffat,to,author,role,kind,text,tags,replies,id')
    expect(rows[0]).toBe('1:01.250,,Ana,coach,evidence,"He said ""wait"",\nthen waited",,,comment:1')
  })

  it.each(['=1+1', '+49', '-x', '@here'])('is not run as a formula: %s', text => {
    expect(asCsv([saying(text)])).toContain(`,'${text},`)
  })
})
