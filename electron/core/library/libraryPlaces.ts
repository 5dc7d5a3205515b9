import { join } from 'node:path'
import { DebriefError } from '../../contract/errors.ts'
import { lessonId } from '../../contract/records/lesson.ts'
import type { ScopeKey } from './scope.ts'

/** Where a scope's shared and private writer files lie. */
export interface ScopePlaces {
  readonly shared: { readonly folder: string; readonly label: string; readonly place: string }
  readonly private: { readonly folder: string; readonly label: string; readonly place: string } | undefined
}

/**
 * @param dir the library folder @param home local app data
 * @throws DebriefError input.invalid for an id that is none, so that no id ever names a folder elsewhere
 */
export function placesOf(scope: ScopeKey, dir: string, home: string, libraryId: string): ScopePlaces {
  if (scope === 'catalog') {
    return {
      shared: { folder: join(dir, 'catalog'), label: 'catalog', place: 'catalog' },
      private: undefined,
    }
  }
  if (!lessonId.safeParse(scope).success) {
    throw new DebriefError('input.invalid', `${JSON.stringify(scope)} is not the id of a lesson.`)
  }
  const name = scope.slice(scope.indexOf(':') + 1)
  return {
    shared: { folder: join(dir, 'lessons', name), label: `lessons/${name}`, place: `lesson-${name}` },
    private: {
      folder: join(home, 'private', libraryId, name),
      label: `private/${libraryId}/${name}`,
      place: `private-${name}`,
    },
  }
}
