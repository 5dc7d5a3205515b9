import { useDeferredValue, useMemo, useState } from 'react'
import type { Cue } from '../../../../electron/contract/records/transcript.ts'
import { parseTimecode } from '../../../../electron/contract/time/timecode.ts'
import { type Found, findWords, prepare } from './findWords.ts'

/** A time with a colon, within the lesson; a bare number is looked for as a word. */
export function timeIn(query: string, durationMs: number): number | undefined {
  const atMs = query.includes(':') ? parseTimecode(query) : undefined
  return atMs !== undefined && atMs <= durationMs ? atMs : undefined
}

/** Looks for words in the transcript; one of the places found is looked at, and the next follows in a circle. */
export function useTranscriptSearch(cues: readonly Cue[], durationMs: number) {
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const asked = useDeferredValue(query)
  const texts = useMemo(() => cues.map(({ text }) => prepare(text)), [cues])
  const all = useMemo(() => findWords(texts, asked), [texts, asked])
  const byCue = useMemo(() => {
    const map = new Map<number, Found[]>()
    for (const found of all) {
      const known = map.get(found.cue)
      if (known) known.push(found)
      else map.set(found.cue, [found])
    }
    return map
  }, [all])
  const current = all[Math.min(at, all.length - 1)]
  return {
    query,
    all,
    byCue,
    current,
    position: current ? all.indexOf(current) + 1 : 0,
    atMs: timeIn(query, durationMs),
    ask: (words: string) => {
      setQuery(words)
      setAt(0)
    },
    /** @returns the place that is looked at now */
    step: (by: 1 | -1): Found | undefined => {
      if (all.length === 0) return undefined
      const next = (at + by + all.length) % all.length
      setAt(next)
      return all[next]
    },
  }
}
export type TranscriptSearch = ReturnType<typeof useTranscriptSearch>
