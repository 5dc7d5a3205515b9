import { DebriefError } from '../../contract/errors.ts'
import { probe } from '../media/probe.ts'
import type { PictureStream, SoundStream } from '../media/streams.ts'
import type { MediaTools } from '../media/tools/mediaTools.ts'
import { stillSize } from './card/drawStill.ts'
import { onCutClock } from './cutClock.ts'
import type {
  ExportClip,
  ExportComment,
  ExportCue,
  ExportInput,
  ExportLesson,
  ExportMask,
  ExportRecording,
  ExportStyle,
  Size,
} from './export.types.ts'
import { stillFps } from './filterGraph.ts'
import { type StretchMask, soundMasksIn } from './masks/soundMasks.ts'
import { panelLayout } from './panel/panelLayout.ts'
import { type PanelPlan, planPanel } from './panel/panelPlan.ts'
import { commentsIn, type OverlayPlan, planOverlay } from './plan.ts'
import { type CardOptions, planCards } from './planCards.ts'
import { isStraight, lessonClock, planRetime, type Retime, stretchSpan } from './retime.ts'
import { holdsFor, retimeComments } from './retimeComments.ts'
import type { Scene, TimedCard } from './scene.ts'
import { type CutPlan, cutPlan, type Timing } from './source/cutPlan.ts'
import { readPackets } from './source/readPackets.ts'
import { fills, type Stage, stageFor } from './stage.ts'

export interface ClipOptions extends CardOptions {
  readonly style: ExportStyle
  /** Embeds the comments as soft subtitles, and chapters. Default false. */
  readonly subtitles?: boolean
  /** The picture stands still this long when a drawing comes on. Default 0. */
  readonly holdMs?: number
  /** 1 is as recorded; smaller is slower. Default 1. */
  readonly speed?: number
  /** Default 0. */
  readonly gainDb?: number
  readonly mute?: boolean
  readonly evenVoices?: boolean
  /** The picture is made so large. Default: as the recording shows it. */
  readonly canvas?: Size
  /** The clip becomes a part of one file, of this size and rate, whose sound is put in later. */
  readonly part?: ClipPart | undefined
}

export interface ClipPart {
  readonly canvas: Size
  /** Pictures a second, in ffmpeg's words. */
  readonly rate: string
  readonly pictureMs: number
  /** 1-based, of how many. */
  readonly at: number
  readonly of: number
}

/** All that is decided before anything is written; the same for the export, its preview and its estimate. */
export interface ClipPlan {
  /** From the stretch's start on the lesson clock, as long as the clip becomes. */
  readonly clip: ExportClip
  readonly recording: ExportRecording
  /** Without private notes; on the clip's clock. */
  readonly comments: readonly ExportComment[]
  readonly transcript: readonly ExportCue[]
  readonly lesson: ExportLesson | undefined
  readonly cut: CutPlan
  /** Size of the exported picture. */
  readonly size: Size
  readonly stage: Stage
  readonly retime: Retime
  readonly picture: PictureStream | undefined
  readonly sound: SoundStream | undefined
  /** Absent where nothing is drawn on the picture. */
  readonly overlay: OverlayPlan | undefined
  /** Absent where nothing stands beside the picture. */
  readonly panel: PanelPlan | undefined
  readonly cards: readonly TimedCard[]
  /** What is hidden in the picture, whatever the look; on the recording's own clock. */
  readonly masks: readonly ExportMask[]
  /** What is hidden in the sound, on the stretch's clock, in whole stretches of it. */
  readonly soundMasks: readonly StretchMask[]
  /** Of the exported clip. */
  readonly durationMs: number
  readonly gainDb: number
  readonly evenVoices: boolean
  readonly part: ClipPart | undefined
  readonly subtitles: boolean
  /** How many comments the clip carries. */
  readonly shown: number
  /** No picture or sound of the recording can stay as it is: panel, freeze, slow motion, cards, changed sound. */
  readonly remade: boolean
}

export const sceneOf = ({
  size,
  overlay,
  panel,
  cards,
  retime,
  clip,
  masks,
  cut,
  stage,
}: ClipPlan): Scene => ({
  canvas: size,
  overlay,
  panel,
  cards,
  hidden:
    masks.length > 0
      ? { masks, stage: { cutMs: cut.fromMs, pictureMs: cut.pictureMs, retime, size: stage.picture } }
      : undefined,
  clock: lessonClock(retime, clip.fromMs),
  fromMs: clip.fromMs,
})

/** Cards and holds need a picture again and again, which only a steady rate gives; parts of one file share theirs. */
function steadied(cut: CutPlan, retime: Retime, part: ClipPart | undefined): CutPlan {
  const steadyRate = part?.rate ?? cut.steadyRate
  const pictureMs = part?.pictureMs ?? cut.pictureMs
  if (cut.timing === 'frozen') return { ...cut, steadyRate, pictureMs }
  const still = retime.holds.length > 0 || retime.headMs > 0 || retime.tailMs > 0
  if (!part && !still) return cut
  return { ...cut, timing: 'steady', steadyRate, pictureMs }
}

/**
 * Reads the recording around the clip and decides how it is cut, how large it is and what lies on it.
 * @param timing use this one, because the file's own times proved wrong
 * @param endsOnly do not read all of a long stretch: nothing is going to be encoded
 * @throws DebriefError media.* (the recording is gone or damaged), input.invalid (the clip lies outside of the recording),
 *   tools.missing, cancelled
 */
export async function planClip(
  tools: MediaTools,
  input: ExportInput,
  options: ClipOptions,
  {
    signal,
    timing,
    endsOnly = false,
  }: { readonly signal?: AbortSignal; readonly timing?: Timing; readonly endsOnly?: boolean } = {},
): Promise<ClipPlan> {
  const { recording } = input
  const { clip: wanted } = input
  const probed = await probe(tools, recording.path, {
    ...(signal && { signal }),
    sound: recording.facts.audioStream,
  })
  const { picture, sound, facts } = probed
  const fromMs = Math.max(0, wanted.fromMs - recording.offsetMs)
  const toMs = wanted.toMs - recording.offsetMs
  const wantedComments = commentsIn(wanted, input.comments)
  const packets = await readPackets(
    tools,
    recording.path,
    {
      ...{ picture: picture?.index, sound: sound?.index, startMs: facts.startMs, fromMs, toMs, endsOnly },
      indexed: picture?.codec === 'h264' && (sound === undefined || sound.codec === 'aac'),
    },
    signal,
  )
  const cut =
    toMs > fromMs
      ? cutPlan(packets, {
          fromMs,
          toMs,
          recordingMs: facts.durationMs,
          fps: picture?.fps,
          changes: options.style !== 'none' && wantedComments.length > 0,
          timing,
        })
      : undefined
  if (!cut)
    throw new DebriefError(
      'input.invalid',
      `“${wanted.title}” lies where its recording has neither picture nor sound, so there is nothing to export. The clip and its comments are safe; move its start or end and try again.`,
      { subject: recording.path },
    )
  const shown = picture ?? stillSize
  const stage = stageFor({
    shown,
    style: options.style,
    prompted: (options.prompt ?? '') !== '',
    canvas: options.part?.canvas ?? options.canvas,
    subject: recording.path,
  })
  const size = stage.canvas
  const stretch: ExportClip = {
    title: wanted.title,
    fromMs: fromMs + recording.offsetMs,
    toMs: fromMs + recording.offsetMs + Math.round(cut.durationMs),
  }
  const comments = onCutClock(wantedComments, stretch, cut.fromMs - fromMs)
  const carried = commentsIn(stretch, comments)
  const cards = planCards(input, options)
  const holdMs = options.style === 'none' ? 0 : (options.holdMs ?? 0)
  const retime = planRetime({
    stretchMs: cut.durationMs,
    speed: options.speed ?? 1,
    holds: picture ? holdsFor(carried, stretch, holdMs) : [],
    headMs: cards.head?.ms ?? 0,
    tailMs: cards.tail?.ms ?? 0,
  })
  const straight = isStraight(retime)
  const durationMs = straight ? cut.durationMs : retime.durationMs
  const clip: ExportClip = { ...stretch, toMs: stretch.fromMs + Math.round(durationMs) }
  const told = straight ? comments : retimeComments(carried, stretch, retime)
  const clock = lessonClock(retime, clip.fromMs)
  const on = stretchSpan(retime)
  const within = { fromMs: Math.round(on.fromMs), toMs: Math.round(on.toMs) }
  // No comment stands on the card behind the clip.
  const open: ExportClip = { ...clip, toMs: clip.fromMs + within.toMs }
  const layout =
    options.style === 'panel'
      ? panelLayout(shown, { prompted: (options.prompt ?? '') !== '', canvas: options.part?.canvas })
      : undefined
  const subject = [input.lesson?.subject, input.lesson?.grade && `Grade ${input.lesson.grade}`]
  const change = (options.gainDb ?? 0) !== 0 || options.mute === true || options.evenVoices === true
  return {
    clip,
    recording,
    comments: told,
    transcript: input.transcript ?? [],
    lesson: input.lesson,
    cut: steadied(
      picture ? cut : { ...cut, timing: 'frozen', pictureMs: 1000 / stillFps, steadyRate: String(stillFps) },
      retime,
      options.part,
    ),
    size,
    stage,
    retime,
    picture,
    sound: options.mute ? undefined : sound,
    overlay:
      options.style === 'overlay'
        ? planOverlay(open, told, size, picture === undefined, stage.picture)
        : undefined,
    panel:
      layout &&
      planPanel(layout, {
        clip,
        stretch: within,
        comments: told,
        clock,
        about: subject.filter(Boolean).join(' · '),
        prompt: options.prompt || undefined,
      }),
    cards: [
      ...(cards.head ? [{ words: cards.head.words, fromMs: 0, toMs: cards.head.ms }] : []),
      ...(cards.tail ? [{ words: cards.tail.words, fromMs: within.toMs, toMs: Math.round(durationMs) }] : []),
    ],
    masks: picture ? (input.masks ?? []) : [],
    soundMasks: soundMasksIn(input.soundMasks ?? [], cut),
    durationMs,
    gainDb: options.gainDb ?? 0,
    evenVoices: options.evenVoices === true,
    part: options.part,
    subtitles: options.subtitles === true,
    shown: commentsIn(open, told).length,
    remade: options.style === 'panel' || !straight || change || !fills(stage) || options.part !== undefined,
  }
}
