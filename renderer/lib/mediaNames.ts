const endings =
  /\.(?:mp4|m4v|mov|qt|mkv|webm|avi|mts|m2ts|ts|mpg|mpeg|mpe|vob|wmv|asf|flv|f4v|3gp|3g2|ogv|ogg|oga|opus|mp3|m4a|aac|wav|flac|wma|aif|aiff|mxf|dv|rm|rmvb|amr)$/i

/** Whether a file's name looks like a recording; only used to leave other files of a folder alone. */
export const looksLikeRecording = (name: string): boolean => endings.test(name)
