import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { pictureCodecArgs } from '../../../../../electron/core/export/renderArgs.ts'
import { pieceCodec } from '../../../../../electron/core/export/smart/pieceArgs.ts'
import { corpusDir, corpusFile } from '../../../../fixtures/corpus.ts'
import { make, scratch, theTools, tools } from '../../media/madeMedia.ts'

const work = scratch('piece-quality')
afterAll(() => work.remove())

const stretch = (file: string) => ['-t', '1', '-i', file]
/** Builds of the encoder differ by so much. */
const unseenDb = 0.1
const numbered = 'setpts=N,settb=1/25'

/** How alike two rows of pictures are: structural similarity over all planes, in dB (higher is better). */
function likeness(file: string, source: string): number {
  const graph = `[0:v]${numbered}[a];[1:v]${numbered}[b];[a][b]ssim`
  const { stderr } = spawnSync(
    theTools().ffmpeg.path,
    ['-nostdin', '-i', file, ...stretch(source), '-filter_complex', graph, '-f', 'null', '-'],
    { encoding: 'utf8' },
  )
  const [, dB = ''] = /SSIM .*All:[\d.]+ \(([\d.]+)\)/.exec(stderr) ?? []
  expect(dB, stderr).not.toBe('')
  return Number(dB)
}

const sample = fileURLToPath(new URL('../../../../../resources/sample/lesson.mp4', import.meta.url))
const recordings = [
  ['the sample lesson', () => sample],
  ...(corpusDir
    ? ['facenet-video.mp4', 'gopro-max-heromode.mp4', 'smpte-2997.mp4', 'mdn-friday.mp4'].map(
        name => [name, () => corpusFile(name)] as const,
      )
    : []),
] as const

describe.skipIf(!tools)('a piece of a clip', () => {
  it.each(recordings)(
    'of %s looks as good as a clip that is encoded whole, and is not much larger',
    (_, of) => {
      const source = of()
      const plain = ['-an', '-pix_fmt', 'yuv420p']
      const whole = make(work.path('whole.mp4'), ...stretch(source), ...pictureCodecArgs, ...plain)
      const params = ['-x264-params', pieceCodec.params.join(':')]
      const piece = make(work.path('piece.mp4'), ...stretch(source), ...pieceCodec.args, ...params, ...plain)
      expect(likeness(piece, source)).toBeGreaterThanOrEqual(likeness(whole, source) - unseenDb)
      const ratio = statSync(piece).size / statSync(whole).size
      process.stdout.write(`${ratio.toFixed(2)} of the size\n`)
      expect(ratio).toBeLessThan(1.6)
    },
  )
})
