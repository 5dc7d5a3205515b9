import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import type { Secrets } from '../call.ts'
import { diskError } from '../library/diskError.ts'
import { ensureFolder, syncFolder, tempPath, writeAndSync, writeDurably } from '../library/durableWrite.ts'
import { errorName, type FileSystem, nodeFileSystem, unlessMissing } from '../library/fileSystem.ts'
import type { LibraryProblem } from '../library/library.types.ts'
import { type Signer, type Voucher, vouchingOf } from '../library/signing.ts'

const voucher = z.object({ key: z.string(), signature: z.string() })

/** `open`: as it is, in a file that only this user may read. `sealed`: locked by the system's key store. */
const entry = z.object({
  key: z.string(),
  open: z.string().optional(),
  sealed: z.string().optional(),
  /** By the sealed key, for the one that programs without the key store sign with. */
  voucher: voucher.optional(),
})
const keyFile = z.object({
  format: z.literal('debrief-keys'),
  version: z.literal(1),
  keys: z.array(entry),
})
type Entry = z.infer<typeof entry>

export interface IdentityOptions {
  readonly home: string
  /** The system's key store, where this shell has one. */
  readonly secrets?: Secrets | undefined
  readonly now: () => number
  readonly fs?: FileSystem
}

export interface Identity {
  readonly signer: Signer
  readonly problems: readonly LibraryProblem[]
}

/**
 * The key pair of this installation, made at first use and kept in `<home>/keys/installation.json` (mode 0600). Where the shell
 * has the system's key store the private key is locked by it. Programs without it (the command line while no window is open) then
 * sign with a second key, for which the first one vouches as soon as the window is open again.
 * A damaged file is set aside; new keys are made, and what was signed with the old ones stays as it is.
 * @throws DebriefError disk.full, disk.failed
 */
export async function openIdentity(options: IdentityOptions): Promise<Identity> {
  const { home, secrets, now, fs = nodeFileSystem } = options
  const folder = join(home, 'keys')
  const path = join(folder, 'installation.json')
  const problems: LibraryProblem[] = []

  const save = async (keys: readonly Entry[]): Promise<void> => {
    await ensureFolder(fs, folder, 0o700)
    await writeDurably(fs, path, bytesOf(keys), { mode: 0o600 })
  }
  const load = async (): Promise<readonly Entry[]> => {
    const bytes = await unlessMissing(fs.read(path))
    if (bytes === undefined) return []
    const parsed = keyFile.safeParse(parseJson(bytes.toString('utf8')))
    if (parsed.success) return parsed.data.keys
    const aside = `installation.json.${now()}.unreadable`
    await writeDurably(fs, join(folder, aside), bytes, { mode: 0o600 })
    problems.push({
      kind: 'unreadable',
      file: 'keys/installation.json',
      message: `The keys with which this machine signs could not be read; new ones were made, and the file is kept as ${aside}. What you wrote stays yours; on other machines what you write from now on is marked as not verified until someone there confirms that it is you.`,
    })
    return []
  }

  let keys = await load()
  let mine = await usable(keys, secrets)
  if (!mine) {
    const made = [...keys, await makeKey(secrets)]
    if (keys.length > 0) await save(made)
    else await createOnce(fs, folder, path, bytesOf(made))
    // Another process may have been first: its key is the one.
    keys = await load()
    mine = await usable(keys, secrets)
  }
  if (!mine) throw new Error('the keys were written and cannot be used')
  const { entry: own, privateKey } = mine
  if (own.sealed !== undefined) {
    const vouched = keys.map(each => vouchFor(each, own.key, privateKey))
    if (vouched.some((each, at) => each !== keys[at])) await save(vouched)
  }
  const signer: Signer = {
    key: own.key,
    sign: statement => sign(null, statement, privateKey).toString('base64url'),
    ...(own.voucher && { voucher: own.voucher satisfies Voucher }),
  }
  return { signer, problems }
}

function vouchFor(each: Entry, key: string, privateKey: KeyObject): Entry {
  if (each.open === undefined || each.voucher) return each
  const signature = sign(null, vouchingOf(each.key), privateKey).toString('base64url')
  return { ...each, voucher: { key, signature } }
}

/** The key this process can sign with: the sealed one where the key store opens it, else an open one. */
async function usable(keys: readonly Entry[], secrets: Secrets | undefined) {
  for (const entry of secrets ? keys : []) {
    const bytes = entry.sealed === undefined ? undefined : await secrets?.open(entry.sealed)
    const privateKey = bytes === undefined ? undefined : importKey(bytes)
    if (privateKey) return { entry, privateKey }
  }
  // One key for life: where there was none sealed so far, the open one stays what others know this machine by.
  if (secrets && keys.some(({ sealed }) => sealed !== undefined)) return undefined
  for (const entry of keys) {
    const privateKey = entry.open === undefined ? undefined : importKey(entry.open)
    if (privateKey) return { entry, privateKey }
  }
  return undefined
}

const bytesOf = (keys: readonly Entry[]): Buffer =>
  Buffer.from(`${JSON.stringify({ format: 'debrief-keys', version: 1, keys })}\n`)

/** The first of several processes wins: a link, unlike a rename, never replaces what is there. */
async function createOnce(fs: FileSystem, folder: string, path: string, bytes: Uint8Array): Promise<void> {
  await ensureFolder(fs, folder, 0o700)
  const temp = tempPath(path)
  try {
    await writeAndSync(fs, temp, bytes, 0o600)
    await fs.link(temp, path).catch(async (error: unknown) => {
      // Disks without links: the last of several wins there.
      if (errorName(error) !== 'EEXIST') await writeDurably(fs, path, bytes, { mode: 0o600 })
    })
    await syncFolder(fs, folder)
  } catch (error) {
    throw diskError(error, path)
  } finally {
    await unlessMissing(fs.remove(temp))
  }
}

async function makeKey(secrets: Secrets | undefined): Promise<Entry> {
  const { privateKey } = generateKeyPairSync('ed25519')
  const key = String(privateKey.export({ format: 'jwk' }).x)
  const bytes = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
  const sealed = await secrets?.seal(bytes)
  return sealed === undefined ? { key, open: bytes } : { key, sealed }
}

function importKey(base64: string): KeyObject | undefined {
  try {
    return createPrivateKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'pkcs8' })
  } catch {
    // No key at all: another one is taken, or made.
    return undefined
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON is one of the answers: the caller sets the file aside and says so.
    return undefined
  }
}
