import { writeSync } from 'node:fs'

/** Where a command writes: the result on stdout, everything else on stderr. */
export interface Output {
  readonly json: boolean
  /** The result: as one JSON document with `--json`, otherwise in words. */
  result(data: unknown, words: () => string): void
  /** A result that is text in itself (CSV, WebVTT), to be read by programs. */
  text(text: string): void
  /** A sentence beside the result. */
  note(sentence: string): void
}

/** Writes at once and whole: a pipe's reader gets everything even where the process ends right after. */
function writeAll(fd: 1 | 2, text: string): void {
  let left = Buffer.from(text)
  while (left.length > 0) {
    try {
      left = left.subarray(writeSync(fd, left))
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      // A full pipe whose reader is slow: try again. A closed one: nobody wants the rest.
      if (code === 'EAGAIN') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
      else if (code === 'EPIPE') return
      else throw error
    }
  }
}

const withNewline = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`)

export const writeOut = (text: string): void => writeAll(1, withNewline(text))
export const writeErr = (text: string): void => writeAll(2, withNewline(text))

export function createOutput(json: boolean): Output {
  return {
    json,
    result: (data, words) => writeOut(json ? JSON.stringify(data, null, 2) : words()),
    text: writeOut,
    note: writeErr,
  }
}
