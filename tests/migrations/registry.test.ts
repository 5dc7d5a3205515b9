import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FORMAT_VERSION, migrate, migrations } from '../../electron/core/library/migrations.ts'
import { fixtureOf, fixturesDir, testsDir } from './fixtures.ts'

/** SHA-256 over all files of each fixture: what lies on people's disks does not change, so neither may these. */
const frozen: Readonly<Record<string, string>> = {
  '0001-initial': 'e92fc604b215cbe8ecad70aa748fa29bf8f1a5d19d9d2965a6244e4370fa3a19',
}

function digest(folder: string): string {
  const hash = createHash('sha256')
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
  for (const path of names.sort()) {
    hash
      .update(path.slice(folder.length).replaceAll('\\', '/'))
      .update('\0')
      .update(readFileSync(path))
      .update('\0')
  }
  return hash.digest('hex')
}

describe('the list of migrations', () => {
  it('is numbered from 1 without gaps, and its last number is the format’s version', () => {
    expect(migrations.map(({ number }) => number)).toEqual(migrations.map((_, index) => index + 1))
    expect(FORMAT_VERSION).toBe(migrations.at(-1)?.number)
  })

  it('has a frozen fixture and a test for each', () => {
    const names = migrations.map(({ number, name }) => `${String(number).padStart(4, '0')}-${name}`)
    expect(readdirSync(fixturesDir).sort()).toEqual(names)
    expect(Object.keys(frozen)).toEqual(names)
    const tests = readdirSync(testsDir).filter(name => /^\d{4}-.*\.test\.ts$/.test(name))
    expect(tests.sort()).toEqual(names.map(name => `${name}.test.ts`))
  })

  it.each(Object.entries(frozen))('never changes fixture %s', (name, sha256) => {
    expect(digest(fixtureOf(Number(name.slice(0, 4))))).toBe(sha256)
  })

  it('changes nothing about records of the newest version', () => {
    const records = [{ any: 'thing' }, 1]
    expect(migrate(FORMAT_VERSION, records)).toEqual(records)
  })
})
