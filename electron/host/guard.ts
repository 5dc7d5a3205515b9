import { createHash, timingSafeEqual } from 'node:crypto'

/** Who a request must be from, before its route is asked anything. */
export interface Door {
  /** The only Host header that is ours: another name that leads to 127.0.0.1 (DNS rebinding) is refused. */
  readonly host: string
  /** The only Origin whose pages may call. */
  readonly origin: string
}

/** What a route asks for beyond the door. `public`: the program's own files, which hold nothing of anyone. */
export type RouteGuard = 'public' | 'token' | 'mediaKey'

export interface Refusal {
  readonly status: 401 | 403 | 421
  readonly message: string
}

/**
 * Looks at where a request comes from. A page of another site always sends its Origin or a Sec-Fetch-Site that says so;
 * what sends neither is no page (the command line), and the token decides about it.
 */
export function refuseStranger(door: Door, headers: Headers): Refusal | undefined {
  if (headers.get('host') !== door.host) {
    return { status: 421, message: 'This address is not the one that Debrief gave out.' }
  }
  const origin = headers.get('origin')
  if (origin !== null && origin !== door.origin) {
    return { status: 403, message: 'Only the pages of Debrief itself may ask here.' }
  }
  const site = headers.get('sec-fetch-site')
  const isOwn = site === null || site === 'same-origin' || (site === 'none' && origin === null)
  return isOwn ? undefined : { status: 403, message: 'Only the pages of Debrief itself may ask here.' }
}

/** Compares secrets without telling by the time it takes how much of them was right. */
export function isSameSecret(given: string | undefined, expected: string): boolean {
  if (given === undefined || expected === '') return false
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}

/** @returns the token of `Authorization: Bearer <token>` */
export function bearerOf(headers: Headers): string | undefined {
  return /^Bearer ([\w-]{1,200})$/.exec(headers.get('authorization') ?? '')?.[1]
}
