import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sweepScratch, withScratch } from '../../../../electron/core/jobs/scratch.ts'

let parent = ''
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'debrief-test-'))
})
afterEach(() => rmSync(parent, { recursive: true, force: true }))

describe('a scratch folder', () => {
  it('is gone when the work is done, and when it fails', async () => {
    const seen = await withScratch(async dir => {
      writeFileSync(join(dir, 'words.mkv'), 'words')
      return dir
    }, parent)
    expect(existsSync(seen)).toBe(false)
    const failing = withScratch(async dir => {
      writeFileSync(join(dir, 'words.mkv'), 'words')
      throw new Error('No room.')
    }, parent)
    await expect(failing).rejects.toThrow('No room.')
    expect(readdirSync(parent)).toEqual([])
  })

  it('of a process that was killed goes at the next start; those in use and what is not ours stay', async () => {
    mkdirSync(join(parent, 'debrief-scratch-4711-abcdef'))
    writeFileSync(join(parent, 'debrief-scratch-4711-abcdef', 'words.mkv'), 'words')
    mkdirSync(join(parent, 'debrief-scratch-4712-abcdef'))
    mkdirSync(join(parent, 'debrief-scratch-of-somebody'))
    await withScratch(async dir => {
      await sweepScratch({ parent, alive: pid => pid === 4712 || pid === process.pid })
      expect(existsSync(dir)).toBe(true)
    }, parent)
    expect(readdirSync(parent).sort()).toEqual(['debrief-scratch-4712-abcdef', 'debrief-scratch-of-somebody'])
  })
})
