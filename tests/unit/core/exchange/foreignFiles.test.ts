import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { formatOf, readNotes } from '../../../../electron/core/exchange/read/readNotes.ts'
import { corpusDir, corpusFile } from '../../../fixtures/corpus.ts'

const reading = (name: string) => readNotes(readFileSync(corpusFile(name)), name)

describe.skipIf(!corpusDir)('files that other programs wrote', () => {
  it.each([
    ['poio-example.eaf', 'elan', 4],
    ['poio-turkish.eaf', 'elan', 1],
    ['pympi-sample-2.8.eaf', 'elan', 1000],
    ['kloppy-sportscode.xml', 'sportscode', 3],
    ['praat-mary.TextGrid', 'textgrid', 22],
    ['mdn-friday.vtt', 'vtt', 3],
    ['opencast-sample.srt', 'srt', 1],
    ['paella-lecture.dfxp', 'ttml', 50],
    ['pyannote-sample-2-speakers.rttm', 'rttm', 9],
  ])('%s is read as %s', (name, format, atLeast) => {
    const { format: found, notes } = reading(name)
    expect(found).toBe(format)
    expect(notes.length).toBeGreaterThanOrEqual(atLeast)
    for (const { atMs, toMs, text } of notes) {
      expect(Number.isInteger(atMs)).toBe(true)
      if (toMs !== undefined) expect(toMs).toBeGreaterThan(atMs)
      expect(text.trim()).not.toBe('')
    }
  })

  it('keeps what a Sportscode instance is called and labelled', () => {
    expect(reading('kloppy-sportscode.xml').notes[0]).toMatchObject({
      atMs: 3600,
      toMs: 9700,
      text: 'PASS: Team: Henkie · Packing.Value: 1 · Receiver: Klaas Nøme',
    })
  })

  it('says which tiers of ELAN only refine others', () => {
    const { skipped, notes } = reading('poio-example.eaf')
    expect(notes.some(({ text }) => text.startsWith('K-Spch: '))).toBe(true)
    expect(skipped.some(({ reason }) => reason.includes('refines'))).toBe(true)
  })

  it.each([
    'rubric-learnco.csv',
    'android-portrait.mp4',
    'jfk-moon-speech.mp3',
    'webvtt-zero-byte.vtt',
    'zero-byte.mp4',
  ])('refuses %s with a sentence', name => {
    expect(() => reading(name)).toThrow(/\.$/)
  })
})

describe.skipIf(!corpusDir)('every file of words in the corpus', () => {
  const names = readdirSync(corpusDir ?? '.').filter(name =>
    /\.(?:vtt|srt|dfxp|eaf|TextGrid|rttm|xml|csv)$/.test(name),
  )
  /** And why. */
  const refused: Readonly<Record<string, RegExp>> = {
    'rubric-learnco.csv': /No column of the table says when/,
    'webvtt-zero-byte.vtt': /empty/,
  }

  it.each(names)('%s is taken in, or refused with its reason', name => {
    const reason = refused[name]
    if (reason) expect(() => reading(name)).toThrow(reason)
    else expect(reading(name).notes.length).toBeGreaterThan(0)
  })
})

describe('a file of notes', () => {
  const read = (text: string, options = {}) => readNotes(Buffer.from(text), 'notes', options)

  it('is known by what stands in it', () => {
    expect(formatOf('WEBVTT\n\n', 'x.txt')).toBe('vtt')
    expect(formatOf('{"observations":{}}', 'x')).toBe('boris')
    expect(formatOf('start,end,note\n1,2,x', 'x')).toBe('csv')
    expect(() => formatOf('{"observations":', 'x')).toThrow(/cut off/)
    expect(() => formatOf(' \n', 'x')).toThrow(/empty/)
  })

  it('pairs the starts and stops of a BORIS state, and says which never stop', () => {
    const { notes, skipped } = read(
      JSON.stringify({
        behaviors_conf: {
          0: { type: 'State event', code: 'Group work' },
          1: { type: 'Point event', code: 'Question' },
        },
        observations: {
          one: {
            events: [
              [1.5, 'Ana', 'Group work', '', 'begins'],
              [2.25, '', 'Question', 'open|high', 'Why?'],
              [9, 'Ana', 'Group work', '', ''],
              [12, 'Ana', 'Group work', '', ''],
              ['x'],
            ],
          },
        },
      }),
    )
    expect(notes).toEqual([
      { atMs: 1500, toMs: 9000, text: 'Group work: begins', author: 'Ana' },
      { atMs: 2250, text: 'Question: Why? · open · high' },
      { atMs: 12_000, text: 'Group work', author: 'Ana' },
    ])
    expect(skipped.map(({ reason }) => reason)).toEqual([
      'Event 5 has no time, subject and behaviour as BORIS writes them.',
      'Event 4 begins a state that never stops; it was taken as a moment.',
    ])
  })

  it('asks which of several BORIS observations, unless one is of this recording', () => {
    const project = JSON.stringify({
      observations: {
        monday: { events: [[1, '', 'a', '', '']], file: { 1: ['/media/stick/mon.mp4'] } },
        tuesday: { events: [[2, '', 'b', '', '']], file: { 1: ['C:\\video\\tue.mp4'] } },
      },
    })
    expect(() => read(project)).toThrow(/“monday”, “tuesday”/)
    expect(read(project, { observation: 'tuesday' }).notes[0]?.atMs).toBe(2000)
    expect(read(project, { fileNames: ['tue.mp4'] }).notes[0]?.atMs).toBe(2000)
  })

  it('takes a table by its columns, in any order and with any separator, and tells rows that are off', () => {
    const { notes, skipped, columns } = read(
      'Comment;Start;End;Who\nWaits;0:05;9,5;Ana\nlost;soon;;Ben\n;1;;\n',
    )
    expect(notes).toEqual([{ atMs: 5000, toMs: 9500, text: 'Waits', author: 'Ana', tags: [], line: 2 }])
    expect(skipped).toEqual([
      { line: 3, reason: '“soon” is no time.' },
      { line: 4, reason: 'The row has no words.' },
    ])
    expect(columns?.map(({ readAs }) => readAs)).toEqual(['text', 'at', 'to', 'author'])
    expect(read('a,b\n1,x', { columns: { at: 'a', text: 'b' } }).notes[0]?.text).toBe('x')
    expect(() => read('a,b\n1,x')).toThrow(/No column of the table says when/)
  })

  it('takes a table of Datavyu, whose columns stand side by side', () => {
    const { notes } = read(
      'wait.ordinal,wait.onset,wait.offset,wait.code01,talk.ordinal,talk.onset,talk.offset,talk.who,talk.what\n1,1000,4000,long,1,500,900,T,asks\n2,8000,8000,,,,,,\n',
    )
    expect(notes).toEqual([
      { atMs: 500, toMs: 900, text: 'talk: who: T · what: asks', line: 2 },
      { atMs: 1000, toMs: 4000, text: 'wait: long', line: 2 },
      { atMs: 8000, text: 'wait', line: 3 },
    ])
  })

  it('opens nothing outside a file and expands no entity of its own', () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY f SYSTEM "file:///etc/hostname">]>
<file><ALL_INSTANCES><instance><start>1</start><end>2</end><code>&a;&f;</code></instance></ALL_INSTANCES></file>`
    expect(read(bomb).notes[0]?.text).toBe('&a;&f;')
    const deep = `<ANNOTATION_DOCUMENT>${'<TIER>'.repeat(100_000)}`
    expect(() => read(deep)).toThrow(/nested too deeply/)
  })
})
