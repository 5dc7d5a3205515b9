import { useCallback, useEffect } from 'react'
import { announce, type Room, type RoomUi } from '../room/Room.ts'

/** Whether the browser itself shows the whole page on the whole screen. */
const onWholeScreen = (): boolean => document.fullscreenElement !== null

/** Whether something was begun that stands in the conversation. */
const asksForLanes = (now: RoomUi, before: RoomUi): boolean =>
  now.panel !== before.panel ||
  (now.replying !== before.replying && now.replying !== undefined) ||
  (now.editing !== before.editing && now.editing !== undefined) ||
  (now.finding && !before.finding) ||
  (now.transcriptAsked && !before.transcriptAsked)

/**
 * Full screen: the picture has all the room there is, and transport, timeline and comments lie over it. The whole page goes to
 * the screen, because menus, dialogs and messages stand beside the room in it. Where the browser refuses, the same layout fills the window.
 * @returns goes there and back
 */
export function useFullScreen(room: Room): () => void {
  const leave = useCallback(() => {
    room.ui.setState({ full: false })
    // It may have left by itself in between; then there is nothing to leave.
    if (onWholeScreen()) document.exitFullscreen().catch(() => undefined)
  }, [room])
  const toggle = useCallback(() => {
    if (room.ui.getState().full) {
      leave()
      return
    }
    room.ui.setState({ full: true, lanesOver: true })
    announce(room, 'Full screen. U hides the comments, Escape goes back.')
    // Refused: the window is filled, which is what there is.
    document.documentElement.requestFullscreen?.().catch(() => undefined)
  }, [room, leave])
  useEffect(() => {
    // Escape is the browser's own key there; the page only hears that it is over.
    const changed = () => {
      if (!onWholeScreen()) room.ui.setState({ full: false })
    }
    document.addEventListener('fullscreenchange', changed)
    return () => {
      document.removeEventListener('fullscreenchange', changed)
      leave()
    }
  }, [room, leave])
  useEffect(
    () =>
      room.ui.subscribe((now, before) => {
        if (now.full && !now.lanesOver && asksForLanes(now, before)) room.ui.setState({ lanesOver: true })
      }),
    [room],
  )
  return toggle
}
