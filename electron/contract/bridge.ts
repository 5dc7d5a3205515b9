/** What the desktop shell's preload gives the page under `window.debrief`; absent in a browser. Nothing else crosses there. */
export interface Bridge {
  /** The path of a file that was dropped or chosen; empty where it has none. A page alone cannot know it. */
  pathOfFile(file: object): string
}

/** The property of `window` that holds the bridge. */
export const BRIDGE_NAME = 'debrief'
