/**
 * Makes the sample lesson: `node scripts/makeSample/makeSample.mjs`. Needs flite (its voices slt and awb), ffmpeg and ffprobe on
 * the PATH; what it makes lies in resources/sample and is committed, so only who changes the sample runs it.
 * `--frames 3,12.5 DIR` draws single frames as PNG instead.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { conversationOf, transcriptOf } from './conversation.mjs'
import { FPS, film, stageOf } from './film.mjs'
import { lines, murmurs, placeLines } from './lesson.mjs'
import { sceneOf } from './scene.mjs'
import { mixSound, wavOf } from './sound.mjs'
import { mouthOf, RATE, say } from './speech.mjs'

const outDir = resolve(dirname(fileURLToPath(import.meta.url)), '../../resources/sample')
const workDir = mkdtempSync(join(tmpdir(), 'debrief-sample-'))
try {
  const speech = Object.fromEntries(lines.map(line => [line.id, say(line.who, line.text, workDir)]))
  const { cues, durationMs } = placeLines(
    Object.fromEntries(lines.map(({ id }) => [id, (speech[id].length * 1000) / RATE])),
  )
  const mouths = Object.fromEntries(lines.map(({ id }) => [id, mouthOf(speech[id], FPS)]))
  const frameAt = stageOf(sceneOf(cues, mouths))

  const [mode, times, framesDir] = process.argv.slice(2)
  if (mode === '--frames') {
    mkdirSync(framesDir, { recursive: true })
    for (const time of times.split(','))
      writeFileSync(join(framesDir, `${time}.png`), frameAt(Number(time)).toBuffer('image/png'))
  } else {
    const said = [
      ...Object.values(cues).map(({ id, who, startMs }) => ({ who, atMs: startMs, samples: speech[id] })),
      ...murmurs.map(({ who, text, atMs }) => ({
        who,
        atMs: cues.partner.endMs + atMs,
        samples: say(who, text, workDir),
        far: true,
      })),
    ]
    mkdirSync(outDir, { recursive: true })
    const soundFile = join(workDir, 'sound.wav')
    writeFileSync(soundFile, wavOf(mixSound(said, durationMs)))
    const conversation = conversationOf(cues, durationMs)
    writeFileSync(join(outDir, 'sample.json'), `${JSON.stringify(conversation, undefined, 2)}\n`)
    writeFileSync(join(outDir, conversation.transcript.file), transcriptOf(cues))
    await film(frameAt, durationMs, soundFile, join(outDir, conversation.recording.file))
  }
} finally {
  rmSync(workDir, { recursive: true, force: true })
}
