/** So many levels have a key, with Shift. */
export const LEVEL_KEYS = 5
