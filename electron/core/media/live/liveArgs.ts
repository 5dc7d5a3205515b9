import type { Encoder } from '../encoders.ts'
import { type ProxySource, type ProxyTool, pictureArgs, soundCanBeCopied } from '../proxyArgs.ts'
import type { SoundStream } from '../streams.ts'
import { inputArgs } from '../tools/input.ts'
import { cellMs } from './grid.ts'
import { frameTicks } from './silentSound.ts'

export interface LiveRun {
  readonly file: string
  readonly source: ProxySource
  readonly tool: ProxyTool
  readonly encoder: Encoder
  /** At a low rate. */
  readonly lean?: boolean
  /** The first cell that is wanted. */
  readonly from: number
  /**
   * `exact`: read from the keyframe before, encode from the cell's start on. `early`: encode from the keyframe before, because the picture
   * that is on at the cell's start lies before it. `through`: read from the recording's beginning, because it cannot be sought.
   */
  readonly reach: 'exact' | 'early' | 'through'
}

/** Containers without an index of keyframes: a seek lands anywhere, and the decoder waits for the next one. */
const unindexed = new Set([
  'mpegts',
  'mpeg',
  'mpegvideo',
  'asf',
  'flv',
  'wtv',
  'h264',
  'hevc',
  'dv',
  'concat',
])
/** How far before the place such a seek goes, seconds: cameras have a keyframe at least this often. */
const runUpSeconds = 4
const soundRate = 48_000

const startOf = (from: number): number => (from * cellMs) / 1000

/** Where ffmpeg starts to read, seconds on the lesson clock; undefined for the beginning. Pure. */
export function seekSeconds({
  from,
  reach,
  source,
}: Pick<LiveRun, 'from' | 'reach' | 'source'>): number | undefined {
  if (from === 0 || reach === 'through') return undefined
  const seconds = startOf(from) - (unindexed.has(source.container) ? runUpSeconds : 0)
  return seconds > 0 ? seconds : undefined
}

function soundArgs({ source, from, lean = false }: LiveRun, sound: SoundStream | undefined): string[] {
  if (!sound) return ['-an']
  const map = ['-map', `0:${sound.index}`]
  if (!lean && soundCanBeCopied(source.container, sound)) return [...map, '-c:a', 'copy']
  // Frames of every run lie on one grid from 0 on, so that cells of different runs join without a gap. One frame more leads the coder in.
  const first = Math.max(0, Math.floor((startOf(from) * soundRate) / frameTicks) - 1)
  const rate = `aresample=${soundRate}:async=1000`
  const filter = from === 0 ? `${rate}:first_pts=0` : `${rate},atrim=start_pts=${first * frameTicks}`
  const channels = Math.min(2, sound.channels)
  return [
    ...map,
    '-af',
    filter,
    '-c:a',
    'aac',
    '-b:a',
    lean ? '64k' : channels > 1 ? '160k' : '96k',
    '-ac',
    String(channels),
  ]
}

/**
 * One encoder run that writes fragments to its stdout, from a cell on to the recording's end or until it is stopped. Times are those of the
 * lesson clock in every run alike, not counted from where it began. Pure.
 */
export function liveArgs(run: LiveRun): string[] {
  const { file, source, tool, encoder, from, reach, lean = false } = run
  const seconds = seekSeconds(run)
  const input = inputArgs(file, {
    ...(seconds !== undefined && { seekMs: seconds * 1000 }),
    before: ['-copyts', '-start_at_zero', ...(seconds === undefined ? [] : ['-noaccurate_seek'])],
  })
  const trim = reach === 'early' || from === 0 ? [] : [`trim=start=${startOf(from)}`]
  return [
    ...(encoder.device ?? []),
    ...input,
    ...pictureArgs(source.picture, tool, { encoder, before: trim, lean }),
    ...soundArgs(run, source.sound),
    ...['-sn', '-dn', '-map_metadata', '-1', '-map_chapters', '-1', '-fflags', '+bitexact'],
    ...['-max_muxing_queue_size', '4096', '-avoid_negative_ts', 'disabled', '-flush_packets', '1'],
    ...[
      '-movflags',
      '+frag_keyframe+empty_moov+default_base_moof+delay_moov+frag_discont',
      '-frag_duration',
      '100000',
      '-f',
      'mp4',
      'pipe:1',
    ],
  ]
}
