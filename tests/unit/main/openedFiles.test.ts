import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { launchWords } from '../../../electron/main/launchWords.ts'
import { sortFiles } from '../../../electron/main/openedFiles.ts'

const dir = resolve('/videos')

describe('the words that the app was started with', () => {
  it('finds files, from where the system was, and leaves switches out', () => {
    expect(launchWords(['--no-sandbox', 'a b.mp4', join(dir, 'x.mov'), ''], dir)).toEqual({
      files: [join(dir, 'a b.mp4'), join(dir, 'x.mov')],
    })
  })
  it.each([[['--library', 'school']], [['--library=school']]])('reads the library from %j', words => {
    expect(launchWords([...words, 'a.mp4'], dir)).toEqual({
      libraryDir: join(dir, 'school'),
      files: [join(dir, 'a.mp4')],
    })
  })
  it('takes a library switch without a folder for none', () => {
    expect(launchWords(['--library'], dir)).toEqual({ files: [] })
  })
})

describe('files that the system opens the app with', () => {
  it('tells packages from recordings, whatever their case', () => {
    expect(sortFiles(['a.mp4', 'Tuesday.DEBRIEF', 'noending'])).toEqual({
      recordings: ['a.mp4', 'noending'],
      packages: ['Tuesday.DEBRIEF'],
    })
  })
})
