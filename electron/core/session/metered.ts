import type { Carried } from './rateChoice.ts'

interface Answer {
  readonly response: Response
  /** When it was asked for, on the clock that measures. */
  readonly askedMs: number
}

/**
 * The same answer, which tells how long its bytes were waited for as they are read: from the question to the first ones, and wherever the
 * reader wanted more than had come. What the reader does not want yet is not waited for.
 * @param told with the length of the whole answer once all of it came
 */
export function metered(
  { response, askedMs }: Answer,
  nowMs: () => number,
  told: (carried: Carried & { readonly whole?: number }) => void,
): Response {
  const { body, status, headers } = response
  if (!body) return response
  const reader = body.getReader()
  let total = 0
  let fromMs: number | undefined = askedMs
  const sent = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        fromMs ??= nowMs()
        const { done, value } = await reader.read()
        if (fromMs === undefined) return
        const waitedMs = Math.max(0, nowMs() - fromMs)
        fromMs = undefined
        const bytes = value?.length ?? 0
        total += bytes
        told({ bytes, waitedMs, ...(done && { whole: total }) })
        if (value) controller.enqueue(value)
        if (done) controller.close()
      },
      async cancel(reason) {
        // Whoever gives up waiting has waited in vain.
        if (fromMs !== undefined) told({ bytes: 0, waitedMs: Math.max(0, nowMs() - fromMs) })
        fromMs = undefined
        await reader.cancel(reason)
      },
    },
    { highWaterMark: 0 },
  )
  return new Response(sent, { status, headers })
}
