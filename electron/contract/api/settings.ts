import { z } from 'zod'
import { commentKind } from '../records/comment.ts'
import { personId } from '../records/person.ts'
import { procedure } from './base.ts'

/** How many people may sit at one machine: more cannot be told apart by colour and pattern. */
export const MOST_PRESENT = 4

/** Kept in this installation's own data folder, never in the library. */
export const settings = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  /** The people sitting at this machine, in the order of their lanes; the first speaks unless another is chosen. */
  present: z.array(personId).max(MOST_PRESENT),
  speaker: personId.optional(),
  pauseWhileTyping: z.boolean(),
  jumpMs: z.int().min(500).max(60_000),
  /** How long before a comment's moment the picture begins when someone goes to it; 0: at the moment itself. */
  preRollMs: z.int().min(0).max(30_000),
  /** Quiet hints in evidence where words judge instead of saying what was seen or heard. */
  judgingHints: z.boolean(),
  /** Sentence starters by kind of comment; a kind that is absent has those that Debrief brings. */
  starters: z.partialRecord(commentKind, z.array(z.string().trim().min(1).max(120)).max(12)),
  copyOnImport: z.boolean(),
  /** How much posters, playable copies and strips may take on this machine, in whole GB (10⁹ bytes). */
  cacheLimitGb: z.int().min(1).max(2000),
  /** Where clips are written; undefined: the `Debrief clips` folder in the user's videos. */
  exportDir: z.string().optional(),
  libraryDir: z.string().optional(),
  ffmpegPath: z.string().optional(),
  ffprobePath: z.string().optional(),
})
export type Settings = z.infer<typeof settings>

/** `null` takes an optional setting back to its default. */
export const settingsPatch = z.object({
  theme: settings.shape.theme.optional(),
  present: settings.shape.present.optional(),
  speaker: personId.nullable().optional(),
  pauseWhileTyping: z.boolean().optional(),
  jumpMs: settings.shape.jumpMs.optional(),
  preRollMs: settings.shape.preRollMs.optional(),
  judgingHints: z.boolean().optional(),
  starters: settings.shape.starters.optional(),
  copyOnImport: z.boolean().optional(),
  cacheLimitGb: settings.shape.cacheLimitGb.optional(),
  exportDir: z.string().nullable().optional(),
  libraryDir: z.string().nullable().optional(),
  ffmpegPath: z.string().nullable().optional(),
  ffprobePath: z.string().nullable().optional(),
})
export type SettingsPatch = z.infer<typeof settingsPatch>

export const settingsApi = {
  get: procedure.output(settings),
  set: procedure.input(settingsPatch).output(settings),
}
