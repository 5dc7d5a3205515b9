import { DebriefError } from '../contract/errors.ts'
import { failureResponse } from './failureResponse.ts'
import type { LiveMedia } from './hostedCore.ts'

const headers = { 'Content-Type': 'video/mp4', 'Cache-Control': 'private, no-store' }

/** Bytes as they are made; made no further when nobody reads them any more. */
function stream(
  first: Buffer,
  rest: AsyncGenerator<Buffer>,
  gone: AbortController,
): ReadableStream<Uint8Array> {
  let next: Buffer | undefined = first
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const bytes = next ?? (await rest.next()).value
        next = undefined
        if (bytes) controller.enqueue(new Uint8Array(bytes))
        else controller.close()
      },
      async cancel() {
        gone.abort()
        await rest.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
}

/**
 * A cell of a playable copy, or its head, while it is made. What fails before the first byte is told in words; what fails later breaks the
 * answer off, and the page asks again.
 */
export async function liveResponse(live: LiveMedia, request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams.get('cell') ?? ''
  const gone = new AbortController()
  const leave = () => gone.abort()
  request.signal.addEventListener('abort', leave, { once: true })
  try {
    if (asked === 'head') return new Response(new Uint8Array(await live.head(gone.signal)), { headers })
    const cell = /^\d{1,7}$/.test(asked) ? Number(asked) : Number.NaN
    if (!(cell < live.cells))
      return failureResponse(
        new DebriefError('input.invalid', 'There is no such part of this recording.', { subject: asked }),
      )
    const isThere = live.isThere(cell)
    if (request.method === 'HEAD') return new Response(null, { headers })
    const pieces = live.cell(cell, gone.signal)
    const { value: first } = await pieces.next()
    // A length tells a guest's machine that what it waits for is the network, and not the making.
    const length = { 'Content-Length': String(first?.length ?? 0) }
    return new Response(first ? stream(first, pieces, gone) : null, {
      headers: isThere ? { ...headers, ...length } : headers,
    })
  } catch (error) {
    if (error instanceof DebriefError) return failureResponse(error)
    throw error
  }
}
