export const STAGE_ID = 'review-stage'

/** Gives the keys back to the room, after a click on the picture, Esc, or a saved comment. */
export const focusStage = (): void => document.getElementById(STAGE_ID)?.focus({ preventScroll: true })
