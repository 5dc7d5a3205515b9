import { useCallback, useSyncExternalStore } from 'react'
import type { Picture } from './Picture.ts'

const never = () => () => undefined

/** Something of the picture as it is now; only who asks for it is drawn anew, and only where it became another. */
export function useOfPicture<T extends string | number | boolean | undefined>(
  picture: Picture | undefined,
  look: (picture: Picture) => T,
): T | undefined {
  return useSyncExternalStore(
    picture?.onChange ?? never,
    useCallback(() => picture && look(picture), [picture, look]),
  )
}
export const placeOf = (picture: Picture): number => picture.atMs
export const isFollowing = (picture: Picture): boolean => picture.follows
