import { extname } from 'node:path'

const uiTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
}

/** Types under which Chromium takes what it can play: it says no to `video/quicktime`, and yes to the same bytes as mp4. */
const mediaTypes: Readonly<Record<string, string>> = {
  '.mp4': 'video/mp4',
  '.m4v': 'video/mp4',
  '.mov': 'video/mp4',
  '.3gp': 'video/mp4',
  '.webm': 'video/webm',
  '.mkv': 'video/x-matroska',
  '.ogv': 'video/ogg',
  '.ogg': 'audio/ogg',
  '.opus': 'audio/ogg',
  '.m4a': 'audio/mp4',
  '.m4b': 'audio/mp4',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
  '.aac': 'audio/aac',
  '.flac': 'audio/flac',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
}

const FALLBACK = 'application/octet-stream'

/** What a file that is still being made is called, behind its own name. */
const unfinished = /\.[0-9a-f]+\.debrief-part$/

export const uiTypeOf = (file: string): string => uiTypes[extname(file).toLowerCase()] ?? FALLBACK
export const mediaTypeOf = (file: string): string =>
  mediaTypes[extname(file.replace(unfinished, '')).toLowerCase()] ?? FALLBACK
