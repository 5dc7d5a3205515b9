import { mkdtemp, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, it } from 'vitest'
import type { Comment } from '../../electron/contract/records/comment.ts'
import type { Draft } from '../../electron/contract/records/envelope.ts'
import { openLibrary } from '../../electron/core/library/openLibrary.ts'
import { compare } from './measure.ts'

const author = 'person:01BENCH0000000000000000000' as const
const lessonId = 'lesson:01BENCH0000000000000000000' as const

const comment = (n: number): Draft<Comment> => ({
  id: `comment:01BENCH${String(n).padStart(19, '0')}`,
  type: 'comment',
  lessonId,
  atMs: n * 1000,
  kind: 'evidence',
  text: `Comment ${n}: after the question four seconds pass before the first hand goes up; three pupils whisper to each other.`,
})

/** A bare safe save: temporary file, fsync, rename, fsync of the folder. */
async function bareSave(path: string, bytes: Buffer): Promise<void> {
  const temp = `${path}.bare`
  const file = await open(temp, 'w')
  await file.writeFile(bytes)
  await file.sync()
  await file.close()
  await rename(temp, path)
  const folder = await open(dirname(path), 'r')
  await folder.sync()
  await folder.close()
}

describe('saving a comment where the lesson has 500', () => {
  it('costs little more than writing the same bytes safely', async () => {
    const work = await mkdtemp(join(tmpdir(), 'debrief-bench-'))
    const library = await openLibrary({
      dir: join(work, 'library'),
      home: join(work, 'home'),
      create: true,
      watch: false,
    })
    await library.write(
      author,
      Array.from({ length: 500 }, (_, n) => ({ put: comment(n), lessonId })),
    )
    const folder = join(work, 'library', 'lessons', lessonId.slice('lesson:'.length))
    const [name] = (await readdir(folder)).filter(entry => entry.endsWith('.json'))
    const bytes = await readFile(join(folder, name ?? ''))
    let n = 500
    await compare({
      name: 'save one comment among 500, against a bare write+fsync+rename of the same bytes',
      ours: () => library.write(author, [{ put: comment(n++), lessonId }]),
      peer: () => bareSave(join(work, 'bare.json'), bytes),
      // On a slow machine the checksum, the signature and the backup weigh more beside the same disk.
      limit: 4,
      runs: 25,
    })
    await library.close()
    await rm(work, { recursive: true, force: true })
  })
})
