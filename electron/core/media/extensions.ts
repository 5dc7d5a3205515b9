/** Endings under which recordings come; used to look through folders, never to refuse a file that someone names. */
const extensions: ReadonlySet<string> = new Set(
  (
    '3g2 3gp aac ac3 aif aiff amr asf avi caf divx dv f4v flac flv m2p m2t m2ts m4a m4b m4v mka mkv mod mov mp2 mp3 mp4 ' +
    'mpe mpeg mpg mpv mts mxf oga ogg ogm ogv opus qt rm rmvb tod tp trp ts vob wav weba webm wma wmv wtv'
  ).split(' '),
)

/** @param name a file's name or path */
export function looksLikeRecording(name: string): boolean {
  const dot = name.lastIndexOf('.')
  return dot > 0 && extensions.has(name.slice(dot + 1).toLowerCase())
}
