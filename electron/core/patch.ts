/** The fields of `T` that may be absent, without `undefined` as a value. */
export type Given<T extends object> = { [K in keyof T]: Exclude<T[K], undefined> }

/**
 * A patch without the keys whose value is undefined. A request's absent field and one that holds undefined mean the same,
 * but spread into a record the second would wipe what is there.
 */
export function given<T extends object>(patch: T): Given<T> {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as Given<T>
}

/** What a request may say of each field: a new value, `null` to clear an optional one, or nothing. */
export type Patch<T extends object> = {
  readonly [K in keyof T]?: T[K] | (undefined extends T[K] ? null : never) | undefined
}

/** Sets what is given; `null` clears. */
export function patched<T extends object>(now: T, patch: Patch<T>): T {
  const cleared = Object.entries(patch).filter(([, value]) => value === null)
  const kept = Object.entries(now).filter(([key]) => !cleared.some(([gone]) => gone === key))
  const set = Object.entries(given(patch)).filter(([, value]) => value !== null)
  return Object.fromEntries([...kept, ...set]) as T
}
