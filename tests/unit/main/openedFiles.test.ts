import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openedFiles } from '../../../electron/main/openedFiles.ts'

describe('files that the system opens the app with', () => {
  const dir = resolve('/videos')
  it('tells packages from recordings, and leaves switches out', () => {
    expect(openedFiles(['--no-sandbox', 'a b.mp4', join(dir, 'Tuesday.DEBRIEF'), ''], dir)).toEqual({
      recordings: [join(dir, 'a b.mp4')],
      packages: [join(dir, 'Tuesday.DEBRIEF')],
    })
  })
  it('finds nothing in nothing', () => {
    expect(openedFiles([], dir)).toEqual({ recordings: [], packages: [] })
  })
})
