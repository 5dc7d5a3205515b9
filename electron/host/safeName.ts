import { extname } from 'node:path'

const MAX_NAME_BYTES = 180
// Names that Windows keeps for devices, whatever their ending.
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

const cutToBytes = (text: string, maxBytes: number): string => {
  let cut = ''
  let bytes = 0
  for (const letter of text) {
    bytes += Buffer.byteLength(letter)
    if (bytes > maxBytes) break
    cut += letter
  }
  return cut
}

/**
 * A file name that any file system takes, as near as may be to the one that was given: no folders, no control letters, none
 * of Windows' reserved letters and names, no leading dot, and its ending kept when it is long.
 */
export function safeName(given: string): string {
  const name = (given.split(/[\\/]/).at(-1) ?? '')
    .normalize('NFC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the letters to take out
    .replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  const ending = cutToBytes(extname(name), 20)
  const stem = cutToBytes(
    name.slice(0, name.length - extname(name).length),
    MAX_NAME_BYTES - Buffer.byteLength(ending),
  )
  const whole = `${stem || 'recording'}${ending}`
  return reserved.test(whole) ? `_${whole}` : whole
}
