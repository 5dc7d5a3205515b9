import { create } from 'zustand'
import { UPLOAD_PATH } from '../../electron/contract/api/doors.ts'
import { errorCodes } from '../../electron/contract/errors.ts'
import type { LessonId } from '../../electron/contract/records/lesson.ts'
import { api, callHeaders } from './api.ts'
import { type Explained, explain, wordsOf } from './errors.ts'
import { offerJoin } from './joinOffer.ts'
import { sayDone, sayError } from './notices.ts'
import { looksLikePackage, openPackages } from './packages.ts'
import { keys } from './queries.ts'
import { queryClient } from './queryClient.ts'
import { readSettings } from './settings.ts'
import { chooseFiles, chooseFolder, pathOf } from './shell.ts'

/** A file on its way to the host, because a browser does not know its path. */
export interface Upload {
  readonly id: number
  readonly name: string
  readonly sizeBytes: number
  readonly sentBytes: number
  readonly state: 'waiting' | 'sending' | 'failed'
  readonly error?: Explained
  readonly cancel: () => void
}

interface UploadState {
  readonly uploads: readonly Upload[]
}
export const useUploads = create<UploadState>()(() => ({ uploads: [] }))

/** Imports recordings from where they lie; each file's outcome comes as the job's result. */
export async function importPaths(
  files: readonly string[],
  { copy, lessonId }: { readonly copy?: boolean; readonly lessonId?: LessonId } = {},
): Promise<void> {
  const packages = files.filter(looksLikePackage)
  openPackages(packages)
  const recordings = files.filter(file => !looksLikePackage(file))
  if (recordings.length === 0) return
  try {
    const settings = await queryClient.ensureQueryData({
      queryKey: keys.settings,
      queryFn: readSettings,
    })
    // What was sent lies in the library already, and is kept there file by file.
    const splits = copy ? [] : await api.recordings.findSplits({ files: recordings })
    const wanted = splits.length > 0 ? await offerJoin(splits) : 'each'
    if (wanted === 'none') return
    const join = wanted === 'one'
    await api.recordings.import({
      files: recordings,
      // Joined files are linked where they lie.
      copy: !join && (copy ?? settings.copyOnImport),
      join,
      ...(lessonId ? { lessonId } : {}),
    })
  } catch (error) {
    sayError(error, 'The import could not start.')
  }
}

/** @param lessonId the files become angles of this lesson */
export async function importByFile({ lessonId }: { readonly lessonId?: LessonId } = {}): Promise<void> {
  try {
    const files = await chooseFiles(
      lessonId ? 'Choose other recordings of this lesson' : 'Choose recordings or packages',
    )
    await importPaths(files, lessonId ? { lessonId } : {})
  } catch (error) {
    sayError(error)
  }
}

export async function importByFolder(): Promise<void> {
  try {
    const folder = await chooseFolder('Choose a folder with recordings', 'Import this folder')
    if (folder) await importPaths([folder])
  } catch (error) {
    sayError(error)
  }
}

/** Imports dropped files: those with a path where they lie, the others by sending them to the host first. */
export async function importFiles(files: readonly File[]): Promise<void> {
  if (files.length === 0) {
    sayDone('There was no recording in what you dropped.')
    return
  }
  const paths = files.map(pathOf)
  const linked = paths.filter(path => path !== undefined)
  const sent = files.filter((_file, at) => paths[at] === undefined)
  await Promise.all([importPaths(linked), sendAll(sent)])
}

let counter = 0

/** One after the other: two at once would only share the same disk. Each file goes its own way; one failure stops no other. */
async function sendAll(files: readonly File[]): Promise<void> {
  const queue = files.map(file => ({ file, id: ++counter, stop: new AbortController() }))
  useUploads.setState(({ uploads }) => ({
    uploads: [
      ...uploads,
      ...queue.map(({ file, id, stop }) => ({
        id,
        name: file.name,
        sizeBytes: file.size,
        sentBytes: 0,
        state: 'waiting' as const,
        cancel: () => {
          stop.abort()
          forgetUpload(id)
        },
      })),
    ],
  }))
  const arrived: string[] = []
  for (const { file, id, stop } of queue) {
    if (stop.signal.aborted) continue
    try {
      arrived.push(await send(file, id, stop.signal))
      forgetUpload(id)
    } catch (error) {
      if (!stop.signal.aborted)
        change(id, { state: 'failed', error: isExplained(error) ? error : explain(error) })
    }
  }
  await importPaths(arrived, { copy: true })
}

const change = (id: number, part: Partial<Upload>): void =>
  useUploads.setState(({ uploads }) => ({
    uploads: uploads.map(upload => (upload.id === id ? { ...upload, ...part } : upload)),
  }))

export const forgetUpload = (id: number): void =>
  useUploads.setState(({ uploads }) => ({ uploads: uploads.filter(upload => upload.id !== id) }))

const isExplained = (error: unknown): error is Explained =>
  typeof error === 'object' && error !== null && 'title' in error && 'next' in error

/** XMLHttpRequest, because fetch does not tell how much of a body has gone. @returns where the host put it */
function send(file: File, id: number, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('PUT', `${UPLOAD_PATH}?name=${encodeURIComponent(file.name)}`)
    for (const [name, value] of Object.entries(callHeaders())) request.setRequestHeader(name, value)
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded }) => change(id, { sentBytes: loaded })
    request.onload = () => {
      const path = field(request.response, 'path')
      if (request.status < 300 && path !== undefined) resolve(path)
      else reject(refusal(request.response))
    }
    request.onerror = () => reject(new TypeError('The host did not answer.'))
    request.onabort = () => reject(new DOMException('Cancelled.', 'AbortError'))
    signal.addEventListener('abort', () => request.abort())
    change(id, { state: 'sending' })
    request.send(file)
  })
}

function field(answer: unknown, name: string): string | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined
  const value: unknown = Object.entries(answer).find(([key]) => key === name)?.[1]
  return typeof value === 'string' ? value : undefined
}

/** The host's refusal, which comes as plain JSON `{ code, message }` at this address. */
function refusal(answer: unknown): Explained {
  const code = errorCodes.find(known => known === field(answer, 'code')) ?? 'internal'
  const message = field(answer, 'message')
  return { code, ...wordsOf(code), ...(message ? { message } : {}) }
}
