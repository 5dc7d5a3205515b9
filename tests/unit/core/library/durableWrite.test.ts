import { expect, it } from 'vitest'
import { ensureFolder } from '../../../../electron/core/library/durableWrite.ts'
import { MemoryDisk, systemError } from '../../../faults/memoryDisk.ts'

/** A network drive on which another machine makes the folder just before, and which answers as WebDAV does then. */
function racedDisk(makes: boolean): MemoryDisk {
  const disk = new MemoryDisk()
  let raced = false
  disk.before = async (call, path) => {
    if (call !== 'makeFolder' || path !== '/lessons' || raced) return
    raced = true
    if (makes) await disk.makeFolder('/lessons')
    throw systemError('EIO')
  }
  return disk
}

it('takes a folder that another machine made a moment before, whatever the drive answers', async () => {
  const disk = racedDisk(true)
  await ensureFolder(disk, '/lessons/ONE')
  expect(await disk.list('/lessons')).toEqual([{ name: 'ONE', folder: true }])
})

it('says what the drive said where the folder is not there', async () => {
  await expect(ensureFolder(racedDisk(false), '/lessons/ONE')).rejects.toMatchObject({
    code: 'disk.failed',
    cause: { code: 'EIO' },
  })
})
