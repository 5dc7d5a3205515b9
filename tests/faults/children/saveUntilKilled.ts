import { writeSync } from 'node:fs'
import { type FileSystem, nodeFileSystem, type OpenFile } from '../../../electron/core/library/fileSystem.ts'
import { openLibrary } from '../../../electron/core/library/openLibrary.ts'

/** Saves comments on the real disk, says which are saved, and is killed (SIGKILL) at its n-th file call. */
const [dir = '', home = '', last = '0'] = process.argv.slice(2)
const lesson = 'lesson:ONE'
let calls = 0

async function call<T>(make: () => Promise<T>): Promise<T> {
  calls += 1
  if (calls === Number(last)) await die()
  return await make()
}

async function die(): Promise<never> {
  process.kill(process.pid, 'SIGKILL')
  return await new Promise<never>(() => undefined)
}

function deadly(file: OpenFile): OpenFile {
  return {
    write: async (bytes, offset) => {
      calls += 1
      if (calls !== Number(last)) return await file.write(bytes, offset)
      // Killed in the middle of it.
      await file.write(bytes.subarray(0, offset + ((bytes.length - offset) >> 1)), offset)
      return await die()
    },
    sync: () => call(() => file.sync()),
    close: () => call(() => file.close()),
  }
}

const fs: FileSystem = {
  create: async (path, mode) => deadly(await call(() => nodeFileSystem.create(path, mode))),
  openFolder: path => call(() => nodeFileSystem.openFolder(path)),
  read: path => call(() => nodeFileSystem.read(path)),
  list: path => call(() => nodeFileSystem.list(path)),
  stamp: path => call(() => nodeFileSystem.stamp(path)),
  makeFolder: (path, mode) => call(() => nodeFileSystem.makeFolder(path, mode)),
  rename: (from, to) => call(() => nodeFileSystem.rename(from, to)),
  link: (from, to) => call(() => nodeFileSystem.link(from, to)),
  remove: path => call(() => nodeFileSystem.remove(path)),
  mayWrite: path => call(() => nodeFileSystem.mayWrite(path)),
}

const library = await openLibrary({ dir, home, create: true, watch: false, fs })
for (let index = 0; index < 2; index += 1) {
  const id = `comment:N${index}` as const
  await library.write('person:ANA', [
    {
      put: { id, type: 'comment', lessonId: lesson, atMs: index, kind: 'noticing', text: `${index}` },
      lessonId: lesson,
    },
  ])
  writeSync(1, `saved ${index}\n`)
}
await library.write('person:ANA', [{ remove: 'comment:N0', lessonId: lesson }])
writeSync(1, 'removed 0\n')
await library.close()
writeSync(1, `calls ${calls}\n`)
