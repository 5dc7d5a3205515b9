import { z } from 'zod'
import { procedure } from './base.ts'

/** What this shell can do beyond a plain browser page; the renderer asks and offers accordingly. */
export const capabilities = z.object({
  /** Native open dialogs: `shell.chooseFiles`, `shell.chooseFolder`. */
  dialogs: z.boolean(),
  /** `shell.reveal` shows a file in the system's file manager. */
  reveal: z.boolean(),
  /** Dropped files have a path (else they are sent to the host and copied in). */
  dropPaths: z.boolean(),
})
export type Capabilities = z.infer<typeof capabilities>

export const libraryProblem = z.object({ kind: z.string(), file: z.string(), message: z.string() })

export const appInfo = z.object({
  version: z.string(),
  platform: z.enum(['mac', 'windows', 'linux']),
  capabilities,
  library: z.object({
    id: z.string(),
    dir: z.string(),
    readOnly: z.boolean(),
    problems: z.array(libraryProblem),
  }),
  /** Part of every media address of this launch: `/media/<recordingId>/<original|proxy|poster>?key=…`. */
  mediaKey: z.string(),
})
export type AppInfo = z.infer<typeof appInfo>

export const toolCheck = z.object({
  name: z.string(),
  ok: z.boolean(),
  found: z.string(),
  version: z.string().optional(),
  /** What to do where it is not ok. */
  hint: z.string().optional(),
})
export const doctorReport = z.object({ ok: z.boolean(), checks: z.array(toolCheck) })
export type DoctorReport = z.infer<typeof doctorReport>

export const folderEntry = z.object({
  name: z.string(),
  path: z.string(),
  kind: z.enum(['folder', 'file']),
  sizeBytes: z.int().optional(),
  modifiedAtMs: z.int().optional(),
})

export const app = {
  info: procedure.output(appInfo),
  /** Checks ffmpeg, ffprobe, encoders, filters, data folder, browser, Electron. */
  doctor: procedure.output(doctorReport),
  /** Closes the open library and opens (or makes) the one in `dir`. */
  openLibrary: procedure.input(z.object({ dir: z.string().min(1) })).output(appInfo),
}

/** Only where `capabilities` says so; elsewhere `capability.absent`. */
export const shell = {
  chooseFiles: procedure.output(z.array(z.string())),
  chooseFolder: procedure.output(z.string().nullable()),
  reveal: procedure.input(z.object({ path: z.string().min(1) })).output(z.void()),
}

/** The in-app file picker of shells without native dialogs: only folders, and files by name. */
export const files = {
  list: procedure.input(z.object({ dir: z.string().optional() })).output(
    z.object({
      dir: z.string(),
      parent: z.string().nullable(),
      places: z.array(z.object({ name: z.string(), path: z.string() })),
      entries: z.array(folderEntry),
    }),
  ),
}
