import { looksLikeRecording } from './mediaNames.ts'

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject))

/** All entries of a folder: a browser hands them out in portions. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (some.length === 0) return all
    all.push(...some)
  }
}

async function filesWithin(entry: FileSystemEntry): Promise<File[]> {
  if (isFile(entry)) return looksLikeRecording(entry.name) ? [await fileOf(entry)] : []
  if (!isFolder(entry)) return []
  const found: File[] = []
  for (const child of await entriesOf(entry)) found.push(...(await filesWithin(child)))
  return found
}

/**
 * The files of a drop. A dropped file comes as it is, whatever its name; a dropped folder gives the recordings in it, and
 * in a shell that knows paths (`foldersAsTheyAre`) itself, for the host to search.
 */
export async function filesOfDrop(data: DataTransfer, foldersAsTheyAre: boolean): Promise<File[]> {
  // The list is gone after the first await, so everything is taken out of it at once.
  const taken = [...data.items]
    .filter(({ kind }) => kind === 'file')
    .map(item => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }))
  const files: File[] = []
  for (const { entry, file } of taken) {
    if (entry && isFolder(entry) && !foldersAsTheyAre) files.push(...(await filesWithin(entry)))
    else if (file) files.push(file)
  }
  return files
}
