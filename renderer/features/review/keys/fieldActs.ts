import type { Act } from '../../../lib/keys.ts'

/**
 * While someone types, a bare digit is a digit; with Alt the same acts work. Acts listen in fields as a whole or not at all,
 * so those with Alt become acts of their own.
 */
export function withFieldKeys(acts: readonly Act[]): readonly Act[] {
  return acts.flatMap(act => {
    const alt = act.keys?.filter(key => key.startsWith('alt+')) ?? []
    if (alt.length === 0) return [act]
    const bare = act.keys?.filter(key => !key.startsWith('alt+')) ?? []
    return [
      { ...act, keys: bare },
      {
        ...act,
        id: `${act.id}.typing`,
        title: `${act.title}, while typing`,
        keys: alt,
        inFields: true,
        keyOnly: true,
      },
    ]
  })
}
