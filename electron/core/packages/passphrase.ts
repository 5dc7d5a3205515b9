import { createReadStream, createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { DebriefError } from '../../contract/errors.ts'
import { diskError } from '../library/diskError.ts'
import { errorName } from '../library/fileSystem.ts'
import { refused } from './packageFormat.ts'

/** How age files begin (https://age-encryption.org/v1); only those locked with a passphrase are ours. */
const AGE_START = 'age-encryption.org/v1\n-> scrypt '
/**
 * scrypt's cost as a power of two: 64 MB and a fraction of a second to lock. Whoever sends a costlier one could fill our memory with it.
 */
const WORK = 16
const MOST_WORK = 18

/** The library names the page's kind of stream, which at run time is Node's. */
type WebStream = Parameters<typeof Readable.fromWeb>[0]

/** The first bytes of a file; empty where it cannot be read, which the reader of the package then says. */
async function headOf(file: string): Promise<string> {
  try {
    const handle = await open(file, 'r')
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(200), 0, 200, 0)
      return buffer.subarray(0, bytesRead).toString('latin1')
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (errorName(error) === undefined) throw error
    return ''
  }
}

/** Whether a package is locked with a passphrase. */
export async function isLocked(file: string): Promise<boolean> {
  return (await headOf(file)).startsWith(AGE_START)
}

/** The same bytes, locked: whoever has not the passphrase can neither read nor change them unnoticed. */
export async function lock(bytes: Readable, passphrase: string): Promise<Readable> {
  const { Encrypter } = await import('age-encryption')
  const encrypter = new Encrypter()
  encrypter.setPassphrase(passphrase)
  encrypter.setScryptWorkFactor(WORK)
  return Readable.fromWeb(
    (await encrypter.encrypt(Readable.toWeb(bytes) as ReadableStream<Uint8Array>)) as WebStream,
  )
}

const wrong = (file: string, given: boolean) =>
  new DebriefError(
    'package.locked',
    given
      ? 'The passphrase does not open this package. Nothing was taken in. Check capital letters and spaces, and try again.'
      : 'This package is locked with a passphrase. Ask whoever sent it, then open it again with the passphrase.',
    { subject: file },
  )

/**
 * Writes the unlocked package to `to`, which only this user may read.
 * @throws DebriefError package.locked, package.refused (changed on its way), disk.full, disk.failed
 */
export async function unlock(
  file: string,
  to: string,
  { passphrase, signal }: { readonly passphrase?: string | undefined; readonly signal?: AbortSignal },
): Promise<void> {
  if (passphrase === undefined) throw wrong(file, false)
  const work = /^-> scrypt \S+ (\d+)$/m.exec(await headOf(file))?.[1]
  if (work === undefined || Number(work) > MOST_WORK)
    throw refused(file, 'it is locked in a way that Debrief does not use')
  const { Decrypter } = await import('age-encryption')
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  let plain: Readable
  try {
    plain = Readable.fromWeb(
      (await decrypter.decrypt(
        Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>,
      )) as WebStream,
    )
  } catch {
    // The library says neither which it was; a header that was changed does not open with the right passphrase either.
    throw wrong(file, true)
  }
  try {
    const out = createWriteStream(to, { flags: 'wx', mode: 0o600 })
    await pipeline(plain, out, { ...(signal && { signal }) })
  } catch (error) {
    if (signal?.aborted) throw error
    if (errorName(error) !== undefined && /^E[A-Z]+$/.test(errorName(error) ?? '')) throw diskError(error, to)
    throw refused(file, 'it was changed or cut off on its way', error)
  }
}
