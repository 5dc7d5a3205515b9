/** The fields of `T` that may be absent, without `undefined` as a value. */
export type Given<T extends object> = { [K in keyof T]: Exclude<T[K], undefined> }

/**
 * A patch without the keys whose value is undefined. A request's absent field and one that holds undefined mean the same,
 * but spread into a record the second would wipe what is there.
 */
export function given<T extends object>(patch: T): Given<T> {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as Given<T>
}
