import { reactionKinds } from '../../../../electron/contract/records/reaction.ts'
import { type Act, useKeys } from '../../../lib/keys.ts'
import { useDebrief } from '../../../lib/queries.ts'
import { pinComment, unpinComment } from '../debrief/debriefActs.ts'
import { useRoom, useRoomUi } from '../room/roomContext.ts'
import { SEARCH_ID } from '../search/LessonSearch.tsx'
import { reactionKeys, reactionWord } from './reactionWords.ts'
import { canRespond, toggleReaction, toggleResolved } from './responses.ts'
import { useConversation } from './useConversation.ts'

/** What is said to the chosen comment by key. */
export function ConversationKeys({ readOnly }: { readonly readOnly: boolean }): null {
  const room = useRoom()
  const { all } = useConversation()
  const selected = useRoomUi(ui => ui.selected)
  const comment = all.find(({ id }) => id === selected)
  const pin = useDebrief(room.lessonId).data?.pins.find(({ commentId }) => commentId === selected)
  const disabled = readOnly || !comment || !canRespond(comment)
  const group = 'The chosen comment'
  const find = () => {
    room.ui.setState({ panel: 'comments', finding: true })
    const field = document.getElementById(SEARCH_ID)
    if (field instanceof HTMLInputElement) field.select()
  }
  const acts: Act[] = [
    { id: 'lesson.search', title: 'Search this lesson', group: 'Comments', keys: ['/', 'mod+f'], run: find },
    {
      id: 'comment.reply',
      title: 'Reply',
      group,
      keys: ['shift+r'],
      disabled,
      run: () => room.ui.setState({ panel: 'comments', replying: selected }),
    },
    ...reactionKinds.map(
      (kind): Act => ({
        id: `react.${kind}`,
        title: `React: ${reactionWord(kind)}`,
        group,
        keys: [reactionKeys[kind]],
        disabled,
        run: () => {
          if (comment) void toggleReaction(room, comment, kind)
        },
      }),
    ),
    {
      id: 'comment.resolve',
      title: comment?.resolved ? 'Open it again' : 'Mark it resolved',
      group,
      keys: ['shift+d'],
      disabled,
      run: () => {
        if (comment) void toggleResolved(room, comment)
      },
    },
    {
      id: 'comment.pin',
      title: pin ? 'Unpin it' : 'Pin it for the debrief',
      group,
      keys: ['shift+p'],
      disabled: disabled || (pin !== undefined && !pin.local),
      run: () => {
        if (comment) void (pin ? unpinComment(pin) : pinComment(room.lessonId, comment.id))
      },
    },
  ]
  useKeys(acts)
  return null
}
