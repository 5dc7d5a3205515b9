/** One block of ffmpeg's `-progress` output. What ffmpeg calls N/A is absent. */
export interface Progress {
  /** How much of the output's clock is written, ms. */
  readonly outMs?: number
  readonly frame?: number
  readonly sizeBytes?: number
  /** Output seconds per second of work. */
  readonly speed?: number
  readonly done: boolean
}

const number = (text: string | undefined): number | undefined => {
  const value = text === undefined || text.trim() === '' ? Number.NaN : Number(text)
  return Number.isFinite(value) ? value : undefined
}

/** `HH:MM:SS.ss` in ms; undefined for N/A. */
export const clock = (text: string | undefined): number | undefined => {
  const match = /^(-?)(\d+):(\d\d):(\d\d(?:\.\d+)?)$/.exec(text ?? '')
  if (!match) return undefined
  const ms = (Number(match[2]) * 3600 + Number(match[3]) * 60 + Number(match[4])) * 1000
  return match[1] === '-' ? -ms : ms
}

function toProgress(fields: ReadonlyMap<string, string>): Progress {
  const micros = number(fields.get('out_time_us'))
  // `out_time_ms` is microseconds too, in every version; the clock text is the one spelling that never lied.
  const outMs = micros === undefined ? clock(fields.get('out_time')) : micros / 1000
  const frame = number(fields.get('frame'))
  const sizeBytes = number(fields.get('total_size'))
  const speed = number(fields.get('speed')?.replace(/x$/, ''))
  return {
    ...(outMs !== undefined && { outMs: Math.max(0, Math.round(outMs)) }),
    ...(frame !== undefined && { frame }),
    ...(sizeBytes !== undefined && { sizeBytes }),
    ...(speed !== undefined && { speed }),
    done: fields.get('progress') === 'end',
  }
}

/** Reads ffmpeg's `-progress` stream in whatever pieces it arrives. @returns a feeder; call it with each piece of text */
export function progressParser(onProgress: (progress: Progress) => void): (text: string) => void {
  let rest = ''
  let fields = new Map<string, string>()
  return text => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const at = line.indexOf('=')
      if (at < 1) continue
      const key = line.slice(0, at).trim()
      fields.set(key, line.slice(at + 1).trim())
      if (key !== 'progress') continue
      onProgress(toProgress(fields))
      fields = new Map()
    }
  }
}
