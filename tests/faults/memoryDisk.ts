import { basename, dirname } from 'node:path'
import type { FileStamp, FileSystem, FolderEntry } from '../../electron/core/library/fileSystem.ts'

interface FileNode {
  readonly kind: 'file'
  readonly ino: bigint
  data: Buffer
  /** What a power cut cannot take away. */
  synced: Buffer
  mtimeNs: bigint
}

interface FolderNode {
  readonly kind: 'folder'
  readonly ino: bigint
  entries: Map<string, Node>
  /** The names that a power cut cannot take away. */
  synced: Map<string, Node>
  /** What was done to the names since. */
  pending: Array<(entries: Map<string, Node>) => void>
}

type Node = FileNode | FolderNode

/** What a power cut leaves of that which was not synced. */
export interface CutChoices {
  /** Whether this change of a folder's names reached the disk. */
  keepsName(): boolean
  /** What of a file's unsynced bytes reached the disk. */
  keepsData(): 'all' | 'half' | 'none'
}

export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: made by the test`), { code })
}

/**
 * A disk in memory that knows what was synced and what was not, as POSIX promises it and no better: a file's sync saves
 * its bytes and not its name, a folder's sync saves names and not bytes.
 */
export class MemoryDisk implements FileSystem {
  /** Called before each file call; may throw or never return to make the call fail. */
  before: (call: string, path: string) => void | Promise<void> = () => undefined
  /** How many bytes one write takes at most. */
  writeLimit = Number.POSITIVE_INFINITY
  readonly #root: FolderNode
  #count = 1n

  constructor(root?: FolderNode) {
    this.#root = root ?? this.#folder()
  }

  async create(path: string): ReturnType<FileSystem['create']> {
    await this.before('create', path)
    const parent = this.#parentOf(path)
    if (parent.entries.has(basename(path))) throw systemError('EEXIST')
    const file: FileNode = {
      kind: 'file',
      ino: this.#next(),
      data: Buffer.alloc(0),
      synced: Buffer.alloc(0),
      mtimeNs: this.#next(),
    }
    this.#change(parent, entries => entries.set(basename(path), file))
    return {
      write: async (bytes, offset) => {
        await this.before('write', path)
        const taken = Math.min(bytes.length - offset, this.writeLimit)
        file.data = Buffer.concat([file.data, bytes.subarray(offset, offset + taken)])
        file.mtimeNs = this.#next()
        return taken
      },
      sync: async () => {
        await this.before('sync', path)
        file.synced = file.data
      },
      close: async () => {
        await this.before('close', path)
      },
    }
  }

  async openFolder(path: string): ReturnType<FileSystem['openFolder']> {
    await this.before('openFolder', path)
    const folder = this.#folderAt(path)
    return {
      sync: async () => {
        await this.before('syncFolder', path)
        folder.synced = new Map(folder.entries)
        folder.pending = []
      },
      close: async () => {
        await this.before('closeFolder', path)
      },
    }
  }

  async read(path: string): Promise<Buffer> {
    await this.before('read', path)
    return this.#fileAt(path).data
  }

  async list(path: string): Promise<readonly FolderEntry[]> {
    await this.before('list', path)
    return [...this.#folderAt(path).entries].map(([name, node]) => ({ name, folder: node.kind === 'folder' }))
  }

  async stamp(path: string): Promise<FileStamp> {
    await this.before('stamp', path)
    const { mtimeNs, data, ino } = this.#fileAt(path)
    return { mtimeNs, size: BigInt(data.length), ino }
  }

  async makeFolder(path: string): Promise<void> {
    await this.before('makeFolder', path)
    const parent = this.#parentOf(path)
    if (parent.entries.has(basename(path))) throw systemError('EEXIST')
    const folder = this.#folder()
    this.#change(parent, entries => entries.set(basename(path), folder))
  }

  async rename(from: string, to: string): Promise<void> {
    await this.before('rename', to)
    const file = this.#fileAt(from)
    if (dirname(from) !== dirname(to)) throw systemError('EXDEV')
    this.#change(this.#parentOf(to), entries => {
      entries.delete(basename(from))
      entries.set(basename(to), file)
    })
  }

  async link(from: string, to: string): Promise<void> {
    await this.before('link', to)
    const file = this.#fileAt(from)
    const parent = this.#parentOf(to)
    if (parent.entries.has(basename(to))) throw systemError('EEXIST')
    this.#change(parent, entries => entries.set(basename(to), file))
  }

  async remove(path: string): Promise<void> {
    await this.before('remove', path)
    this.#fileAt(path)
    this.#change(this.#parentOf(path), entries => entries.delete(basename(path)))
  }

  async mayWrite(path: string): Promise<void> {
    await this.before('mayWrite', path)
    this.#folderAt(path)
  }

  /** The disk as another process finds it after this one was killed: everything the system took is there. */
  afterKill(): MemoryDisk {
    return new MemoryDisk(this.#root)
  }

  /** The disk as it is found when the power is back. */
  afterPowerCut(choices: CutChoices): MemoryDisk {
    const survivors = new Map<Node, Node>()
    const survive = (node: Node): Node => {
      const known = survivors.get(node)
      if (known) return known
      if (node.kind === 'file') {
        const made = this.#survivingFile(node, choices)
        survivors.set(node, made)
        return made
      }
      const names = new Map(node.synced)
      for (const change of node.pending) if (choices.keepsName()) change(names)
      const entries = new Map<string, Node>()
      const made: FolderNode = { kind: 'folder', ino: node.ino, entries, synced: entries, pending: [] }
      survivors.set(node, made)
      for (const [name, child] of names) entries.set(name, survive(child))
      made.synced = new Map(entries)
      return made
    }
    const root = survive(this.#root)
    if (root.kind !== 'folder') throw new Error('the root is a folder')
    return new MemoryDisk(root)
  }

  #survivingFile(node: FileNode, choices: CutChoices): FileNode {
    const unsynced = node.data.subarray(node.synced.length)
    const kept = unsynced.length === 0 ? 'all' : choices.keepsData()
    const share = kept === 'all' ? unsynced.length : kept === 'half' ? unsynced.length >> 1 : 0
    const data = Buffer.concat([node.synced, unsynced.subarray(0, share)])
    return { ...node, data, synced: data }
  }

  #change(folder: FolderNode, change: (entries: Map<string, Node>) => void): void {
    change(folder.entries)
    folder.pending.push(change)
  }

  #folder(): FolderNode {
    return { kind: 'folder', ino: this.#next(), entries: new Map(), synced: new Map(), pending: [] }
  }

  #next(): bigint {
    this.#count += 1n
    return this.#count
  }

  #at(path: string): Node {
    let node: Node = this.#root
    for (const part of path.split('/').filter(Boolean)) {
      if (node.kind !== 'folder') throw systemError('ENOTDIR')
      const child = node.entries.get(part)
      if (!child) throw systemError('ENOENT')
      node = child
    }
    return node
  }

  #fileAt(path: string): FileNode {
    const node = this.#at(path)
    if (node.kind !== 'file') throw systemError('EISDIR')
    return node
  }

  #folderAt(path: string): FolderNode {
    const node = this.#at(path)
    if (node.kind !== 'folder') throw systemError('ENOTDIR')
    return node
  }

  #parentOf(path: string): FolderNode {
    return this.#folderAt(dirname(path))
  }
}
