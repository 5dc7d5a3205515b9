/** A record as JSON gives it, before anything about it was checked. */
export type RawRecord = unknown

/** One step of the format. Never edited once released: what it reads lies on people's disks. */
export interface Migration {
  readonly number: number
  readonly name: string
  /** Turns the records of a file of version `number - 1` into those of version `number`; unknown records pass unchanged. */
  up(records: readonly RawRecord[]): readonly RawRecord[]
}

/**
 * Every step, numbered from 1 without gaps; only ever appended to. The format's version is the number of the last.
 * 0001 is the first format: there is nothing before it to turn into it.
 */
export const migrations: readonly Migration[] = [{ number: 1, name: 'initial', up: records => records }]

export const FORMAT_VERSION = migrations.length

/** Brings the records of a file of an older version up to date, in memory; the file changes when its writer next saves. */
export function migrate(version: number, records: readonly RawRecord[]): readonly RawRecord[] {
  return migrations.filter(step => step.number > version).reduce((all, step) => step.up(all), records)
}
