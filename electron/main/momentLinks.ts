/** The protocol of links in reports: `debrief://lesson/<id>?t=<seconds>`. */
export const MOMENT_PROTOCOL = 'debrief'

const link =
  /^debrief:\/\/lesson\/lesson(?:%3A|:)([0-9A-HJKMNP-TV-Z]{26})\/?(?:\?t=(\d{1,7}(?:\.\d{1,3})?))?$/i

/** Whether a word that the system starts the app with is a link and no file. */
export const isMomentLink = (word: string): boolean => word.toLowerCase().startsWith(`${MOMENT_PROTOCOL}:`)

/**
 * The page's address of a moment. Anyone may write a link, so nothing else in it counts.
 * @returns undefined for what is no link to a lesson
 */
export function addressOfMoment(text: string): string | undefined {
  const [, id, seconds] = link.exec(text) ?? []
  if (id === undefined) return undefined
  return `#/lesson/${encodeURIComponent(`lesson:${id.toUpperCase()}${seconds === undefined ? '' : `?t=${seconds}`}`)}`
}
