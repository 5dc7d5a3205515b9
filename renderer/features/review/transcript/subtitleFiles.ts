/** What people call a transcript; kinds that Debrief does not read are taken too, so that it can say which it reads. */
const endings = /\.(?:vtt|srt|dfxp|ttml|ass|ssa|sub|sbv)$/i

/** For the file chooser. */
export const TRANSCRIPT_FILES = '.vtt,.srt,text/vtt,application/x-subrip'

export const looksLikeTranscript = (name: string): boolean => endings.test(name)
