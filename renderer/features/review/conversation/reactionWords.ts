import { assertNever } from '../../../../electron/contract/errors.ts'
import type { ReactionKind } from '../../../../electron/contract/records/reaction.ts'

export function reactionWord(kind: ReactionKind): string {
  switch (kind) {
    case 'agree':
      return 'Agree'
    case 'talk':
      return 'Let’s talk'
    case 'new':
      return 'New to me'
    default:
      return assertNever(kind)
  }
}

/** The key for the chosen comment. */
export const reactionKeys: Readonly<Record<ReactionKind, string>> = {
  agree: 'shift+y',
  talk: 'shift+t',
  new: 'shift+n',
}
