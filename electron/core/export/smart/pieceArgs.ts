import { fileUrl, inputArgs } from '../../media/tools/input.ts'
import type { Box, Size } from '../export.types.ts'
import { matrixOf, pictureClock, whileShown } from '../filterGraph.ts'
import { hideChains } from '../masks/hideChains.ts'
import type { Layer } from '../overlay/layers.ts'
import { keepTimes, ownInput, type RenderTool } from '../renderArgs.ts'
import type { Span } from '../turns.ts'
import type { Piece } from './pieces.ts'
import type { SmartPlan } from './smartPlan.ts'

/** Reading begins this much before the first picture at most. */
const mostLeadMs = 10
/** A stretch is read a little further than it is long: pictures are stored in another order than they are shown. */
const readFurtherMs = 500

/**
 * A piece is a few seconds: it may take half as much room again, but not a second more time. A coarser search for motion takes a fifth less of
 * the processor, and a quality one step finer makes its picture as good as that of a clip that is encoded in full; codes of whole bits
 * take a little less time to write and a third less to read when it is verified, for the very same picture (decision 21).
 */
export const pieceCodec = {
  args: ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '18.7'],
  params: ['subme=1', 'cabac=0'],
} as const

/** Where a box of the upright picture lies on the picture as it is stored. Pure. */
export function storedBox(box: Box, shown: Size, rotation: SmartPlan['picture']['rotation']): Box {
  const { x, y, width, height } = box
  switch (rotation) {
    case 0:
      return box
    case 90:
      return { x: y, y: shown.width - x - width, width: height, height: width }
    case 180:
      return { x: shown.width - x - width, y: shown.height - y - height, width, height }
    case 270:
      return { x: shown.height - y - height, y: x, width: height, height: width }
  }
}

/** Turns what is drawn upright to lie as the stored picture lies. */
const turnBack = { 0: [], 90: ['transpose=cclock'], 180: ['hflip', 'vflip'], 270: ['transpose=clock'] }

const overlaps = (a: Span, b: Span) => a.fromMs < b.toMs && b.fromMs < a.toMs

/** Of each layer that shows something within a span what it shows: the step that is on when it begins, and those within. Pure. */
export function layersWithin(layers: readonly Layer[], span: Span): Layer[] {
  const near = { fromMs: span.fromMs - 1, toMs: span.toMs + 1 }
  return layers.flatMap(layer => {
    const spans = layer.spans?.filter(each => overlaps(each, near))
    if (spans?.length === 0) return []
    const on = layer.steps.findLast(step => step.atMs <= span.fromMs)
    const within = layer.steps.filter(step => step.atMs > span.fromMs && step.atMs < span.toMs)
    return [{ ...layer, ...(spans && { spans }), steps: [...(on ? [{ ...on, atMs: 0 }] : []), ...within] }]
  })
}

/** When a piece is on, clip time. Pure. */
export function spanOf({ from, to }: Piece, plan: SmartPlan): Span {
  const { window, shownAt, lastTicks, timescale } = plan
  const ms = (ticks: number) => (ticks * 1000) / timescale
  const end = shownAt[to - window.first] ?? (shownAt.at(-1) ?? 0) + lastTicks
  return { fromMs: ms(shownAt[from - window.first] ?? 0), toMs: ms(end) }
}

function graph(piece: Piece, plan: SmartPlan, leadMs: number, layers: readonly Layer[]): string {
  const { picture } = plan
  const shown = { width: picture.width, height: picture.height }
  const { fromMs } = spanOf(piece, plan)
  const nth = piece.from - plan.window.first
  const cutMs = (plan.sourceMs.at(-1) ?? 0) - ((plan.shownAt.at(-1) ?? 0) * 1000) / plan.timescale
  const startMs = nth === 0 && piece.to - piece.from === 1 ? fromMs : (plan.sourceMs[nth] ?? 0) - cutMs
  const shift = Math.round(((startMs - leadMs) * pictureClock) / 1000)
  // The first picture is the one on the screen at the cut, even where it came on before it or comes on behind it.
  const time = nth === 0 ? `if(eq(N,0),0,max(0,round(PTS+(${shift}))))` : `round(PTS+(${shift}))`
  const chains = [`[0:${picture.index}]settb=1/${pictureClock},setpts='${time}'[p0]`]
  const range = picture.fullRange ? 'pc' : 'tv'
  const turn = turnBack[picture.rotation]
  layers.forEach((layer, i) => {
    const box = storedBox(layer.box, shown, picture.rotation)
    if (layer.hides) {
      const labels = { name: `m${i}`, picture: `[p${i}]`, layer: `[1:v:${i}]`, out: `[p${i + 1}]` }
      const colours = { matrix: matrixOf(picture, shown), range } as const
      chains.push(...hideChains({ hides: layer.hides, ...labels, ...colours, box, turn }))
      return
    }
    const filters = [
      `scale=out_color_matrix=${matrixOf(picture, shown)}:out_range=${range}`,
      'format=yuva420p',
      ...turn,
    ]
    chains.push(`[1:v:${i}]${filters.join(',')}[l${i}]`)
    chains.push(
      `[p${i}][l${i}]overlay=x=${box.x}:y=${box.y}:format=yuv420:eof_action=repeat:enable='${whileShown(layer.spans ?? [])}'[p${i + 1}]`,
    )
  })
  return `${chains.join(';')};[p${layers.length}]null[picture]`
}

/** Colours as the recording names them: both kinds of pictures stand in one track. */
function colourArgs({ picture }: SmartPlan): string[] {
  const { colorSpace, colorPrimaries, colorTransfer } = picture
  return [
    ...['-color_range', picture.fullRange ? 'pc' : 'tv'],
    ...(colorSpace ? ['-colorspace', colorSpace] : []),
    ...(colorPrimaries ? ['-color_primaries', colorPrimaries] : []),
    ...(colorTransfer ? ['-color_trc', colorTransfer] : []),
  ]
}

/** B-frames only where the recording has them, and no deeper: players make room for what they saw first. */
function orderParams({ profile, reorder }: SmartPlan): string[] {
  if (reorder === 0 || profile === 'baseline') return ['bframes=0']
  return ['bframes=3', `b-pyramid=${reorder > 1 ? 'normal' : 'none'}`]
}

export interface PieceFiles {
  readonly recording: string
  /** The layers of this piece, where something lies on it. */
  readonly layers: string | undefined
}

/** The arguments by which one piece is encoded, without the program. Pure. */
export function pieceArgs(
  files: PieceFiles,
  piece: Piece,
  plan: SmartPlan,
  layers: readonly Layer[],
  tool: RenderTool,
  out: string,
): string[] {
  const { window, sourceMs, picture, track } = plan
  const nth = piece.from - window.first
  const startMs = sourceMs[nth] ?? 0
  const before = window.shownAt[piece.from - 1]
  const distanceMs =
    before === undefined
      ? 2 * mostLeadMs
      : (((window.shownAt[piece.from] ?? 0) - before) * 1000) / track.timescale
  const seekMs = Math.max(0, startMs - Math.min(mostLeadMs, distanceMs / 2))
  const { fromMs, toMs } = spanOf(piece, plan)
  const lengthMs = Math.max(toMs - fromMs, (sourceMs[piece.to - 1 - window.first] ?? 0) - startMs)
  const params = [...pieceCodec.params, `sps-id=${plan.setId}`, 'open-gop=0', ...orderParams(plan)]
  return [
    ...inputArgs(files.recording, {
      ...(seekMs > 0 && { seekMs }),
      before: [
        '-noautorotate',
        '-t',
        ((lengthMs + readFurtherMs + mostLeadMs) / 1000).toFixed(6),
        '-max_error_rate',
        '1',
      ],
    }),
    ...(files.layers === undefined ? [] : ownInput('matroska', files.layers)),
    ...['-filter_complex', graph(piece, plan, startMs - seekMs, files.layers === undefined ? [] : layers)],
    ...['-map', '[picture]', ...pieceCodec.args, '-pix_fmt', picture.pixelFormat ?? 'yuv420p'],
    ...['-profile:v', plan.profile, ...colourArgs(plan), '-x264-params', params.join(':')],
    ...['-frames:v', String(piece.to - piece.from), ...keepTimes(tool.version)],
    ...['-an', '-sn', '-dn', '-map_metadata', '-1', '-map_chapters', '-1'],
    ...['-video_track_timescale', String(pictureClock), '-f', 'mp4', '-y', fileUrl(out)],
  ]
}
