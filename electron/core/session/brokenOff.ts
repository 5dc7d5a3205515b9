import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { participantId } from '../../contract/api/session.ts'
import { lessonId } from '../../contract/records/lesson.ts'
import { personColour, personId, personName } from '../../contract/records/person.ts'
import { doorGuest } from '../../contract/session/door.ts'
import { type Codec, DurableAdapter } from '../library/durableAdapter.ts'
import { ensureFolder } from '../library/durableWrite.ts'
import { errorName, nodeFileSystem } from '../library/fileSystem.ts'
import type { Library } from '../library/library.types.ts'
import { createSerial } from '../library/serial.ts'

/** SHA-256 of a secret: whoever reads the file cannot come in with it. */
const hash = z.string().regex(/^[0-9a-f]{64}$/)

/** A guest who was let in, as they are let in again after the host's program was cut off. */
const keptGuest = z.object({ id: participantId, tokenHash: hash, who: doorGuest, colour: personColour })

/** The same in a browser, where there are no keys and nobody who writes. */
const keptBrowser = keptGuest.extend({
  who: doorGuest.extend({ writer: z.literal(''), key: z.literal('') }),
  browser: z.object({ mediaHash: hash, proofHash: hash, typed: personName, namesake: z.boolean() }),
})

const keptSeats = z.object({
  guests: z.array(keptGuest),
  browsers: z.array(keptBrowser).default([]),
  /** Everyone who was let in in a browser, and how they are known again. */
  proofs: z.array(z.object({ personId, name: personName, typed: personName, proofHash: hash })).default([]),
})
export type KeptSeats = z.infer<typeof keptSeats>
export const noSeats: KeptSeats = { guests: [], browsers: [], proofs: [] }

const kept = z.object({
  format: z.literal('debrief-hosted'),
  version: z.literal(1),
  lessonId,
  host: personId,
  port: z.int().min(1).max(65_535),
  /** When it was last written. */
  atMs: z.int(),
  ...keptSeats.shape,
})
type Kept = z.infer<typeof kept>
export type HostedBefore = Omit<Kept, 'format' | 'version' | 'atMs'>

/** A session that broke off longer ago is over: nobody waits for it any more. */
const LASTS_MS = 12 * 60 * 60_000

const codec: Codec<Kept> = {
  encode: value => Buffer.from(`${JSON.stringify(value)}\n`, 'utf8'),
  decode: bytes => kept.parse(JSON.parse(bytes.toString('utf8'))),
}

/**
 * What a session needs to go on where the host's program was cut off in the middle of it: `<home>/hosted/<libraryId>.json` (mode 0600), from
 * the first guest on until the host ends it. Only a crash, a kill or a power cut leaves it behind.
 */
export function createBrokenOff(
  home: string,
  { library, nowMs, failed }: { library(): Library; nowMs(): number; failed(error: unknown): void },
) {
  const folder = join(home, 'hosted')
  const fileOf = (libraryId: string) =>
    new DurableAdapter(nodeFileSystem, join(folder, `${libraryId}.json`), codec, { mode: 0o600 })
  const inTurn = createSerial()
  let looked: { readonly libraryId: string; readonly found: HostedBefore | undefined } | undefined

  const read = async (libraryId: string): Promise<HostedBefore | undefined> => {
    try {
      const found = await fileOf(libraryId).read()
      return found && Math.abs(nowMs() - found.atMs) < LASTS_MS ? found : undefined
    } catch (error) {
      // What is damaged or cannot be read is no session to go on with; guests join again with the code.
      if (errorName(error) !== undefined) failed(error)
      return undefined
    }
  }

  const forget = (libraryId: string): Promise<void> =>
    inTurn(async () => {
      if (looked?.libraryId === libraryId) looked = { libraryId, found: undefined }
      await rm(fileOf(libraryId).path, { force: true })
    })

  return {
    /** Looks once a library whether a session of it broke off; whoever only reads it did not host. */
    look: async (): Promise<void> => {
      const { id: libraryId, readOnly } = library()
      if (looked?.libraryId === libraryId) return
      looked = { libraryId, found: readOnly ? undefined : await read(libraryId) }
    },
    /** The session that broke off, as far as the last look knows. */
    found: (): HostedBefore | undefined => (looked?.libraryId === library().id ? looked.found : undefined),
    forget,
    /** Remembers who is in a session of the library that is open now. @returns told at each change of its guests, and the way to forget it */
    keeper: (session: { readonly lessonId: Kept['lessonId']; readonly host: Kept['host'] }) => {
      const { id: libraryId } = library()
      let over = false
      const write = async (port: number, seats: KeptSeats): Promise<void> => {
        if (over) return
        const file = fileOf(libraryId)
        if (seats.guests.length + seats.browsers.length === 0) return await rm(file.path, { force: true })
        await ensureFolder(nodeFileSystem, folder, 0o700)
        const head = { format: 'debrief-hosted' as const, version: 1 as const, ...session }
        await file.write({ ...head, port, atMs: nowMs(), ...seats })
      }
      return {
        /** A session that cannot be kept goes on all the same. */
        keep: (port: number, seats: KeptSeats): Promise<void> =>
          inTurn(() => write(port, seats)).catch(failed),
        forget: (): Promise<void> => {
          over = true
          return forget(libraryId)
        },
      }
    },
  }
}
export type Keeper = ReturnType<ReturnType<typeof createBrokenOff>['keeper']>
