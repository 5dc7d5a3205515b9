import { DebriefError } from '../contract/errors.ts'
import { failureResponse } from './failureResponse.ts'
import type { HostedCore } from './hostedCore.ts'
import { saveUpload } from './upload.ts'

function sizeOf(headers: Headers): number | undefined {
  const text = headers.get('content-length')
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

/** A dropped file that has no path in this shell: its bytes are kept in the library's media folder. */
export async function uploadResponse(core: HostedCore, request: Request): Promise<Response> {
  try {
    const name = new URL(request.url).searchParams.get('name') ?? ''
    if (!request.body)
      throw new DebriefError('media.empty', 'The file is empty: there is nothing in it to watch.')
    const path = await saveUpload({
      folder: core.uploadFolder(),
      name,
      body: request.body,
      sizeBytes: sizeOf(request.headers),
      signal: request.signal,
    })
    return Response.json({ path }, { status: 201 })
  } catch (error) {
    if (error instanceof DebriefError) return failureResponse(error)
    throw error
  }
}
