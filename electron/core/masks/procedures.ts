import { os } from '../rpc.ts'
import type { Masks } from './masks.ts'
import type { SoundMasks } from './soundMasks.ts'
import type { MaskTracking } from './tracking.ts'

export const maskProcedures = (masks: Masks, sounds: SoundMasks, tracking: MaskTracking) => ({
  list: os.masks.list.handler(async ({ input: { lessonId } }) => ({
    picture: await masks.list(lessonId),
    sound: await sounds.list(lessonId),
  })),
  add: os.masks.add.handler(({ context, input }) => masks.add(context.caller, input)),
  update: os.masks.update.handler(({ context, input }) => masks.update(context.caller, input)),
  place: os.masks.place.handler(({ context, input }) => masks.place(context.caller, input)),
  remove: os.masks.remove.handler(({ context, input }) => masks.remove(context.caller, input)),
  restore: os.masks.restore.handler(({ context, input }) => masks.restore(context.caller, input)),
  track: os.masks.track.handler(({ context, input }) => tracking.start(context.caller, input)),
})

export const soundMaskProcedures = (sounds: SoundMasks) => ({
  add: os.soundMasks.add.handler(({ context, input }) => sounds.add(context.caller, input)),
  update: os.soundMasks.update.handler(({ context, input }) => sounds.update(context.caller, input)),
  remove: os.soundMasks.remove.handler(({ context, input }) => sounds.remove(context.caller, input)),
  restore: os.soundMasks.restore.handler(({ context, input }) => sounds.restore(context.caller, input)),
})
