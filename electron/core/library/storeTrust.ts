import { basename } from 'node:path'
import type { FileSystem } from './fileSystem.ts'
import type { PersonKeys } from './library.types.ts'
import type { Problems } from './problems.ts'
import { setAside } from './rescue.ts'
import type { Signer } from './signing.ts'
import { damagedTrust, noTrustSaved } from './storeMessages.ts'
import { openTrust, type Trust } from './trust.ts'
import type { Writers } from './writers.ts'

interface TrustPlace {
  readonly fs: FileSystem
  readonly home: string
  readonly libraryId: string
  readonly quarantine: string
  readonly now: () => number
  readonly signer?: Signer
}

/** Whose keys are whose in an open library; nobody is doubted where this process does not sign itself. */
export async function openStoreTrust(
  { fs, home, libraryId, quarantine, now, signer }: TrustPlace,
  writers: Writers,
  problems: Problems,
): Promise<Trust | undefined> {
  if (!signer) return undefined
  return await openTrust({
    fs,
    home,
    libraryId,
    ownKeys: signer.voucher ? [signer.key, signer.voucher.key] : [signer.key],
    isOurs: person => writers.isOurs(person),
    setAside: async path => {
      const copy = await setAside(fs, quarantine, path, now())
      problems.report(path, [damagedTrust(basename(path), copy)])
    },
    failed: error => problems.report('trust', [noTrustSaved(error)]),
  })
}

/** What a library tells of people's keys; where nothing is signed, nobody is known by any. */
export const keysOfPeople = (trust: Trust | undefined): PersonKeys => ({
  vouch: async (person, key) => trust?.accept(person, key),
  knownByOther: (person, key) => trust?.knows(person) === true && !trust.isKnown(person, key),
})
