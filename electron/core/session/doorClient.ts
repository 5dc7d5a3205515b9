import { createHash } from 'node:crypto'
import type { TLSSocket } from 'node:tls'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import { Agent, buildConnector, fetch as undiciFetch } from 'undici'
import { DOOR_MEDIA_PREFIX, DOOR_RPC_PREFIX, type door } from '../../contract/session/door.ts'

/** A host that says nothing for so long cannot be reached: it sends a sign of life every 2 s. */
const SILENT_MS = 7000
const CONNECT_MS = 5000

export type DoorApi = ContractRouterClient<typeof door>

/** A way to a host's session door. The first certificate that is seen is the only one that is spoken to. */
export interface DoorClient {
  readonly api: DoorApi
  /** SHA-256 of the host's certificate, hex; known after the first answer. */
  certificate(): string
  showToken(token: string): void
  /** Bytes of a recording. @param query with its `?`, or nothing */
  media(recordingId: string, part: string, query: string, request: Request): Promise<Response>
  close(): Promise<void>
}

/** The other side's certificate is not the one that was seen before. */
export class OtherCertificate extends Error {
  constructor() {
    super('the host shows another certificate than before')
    this.name = 'OtherCertificate'
  }
}

/** @param address `host:port` */
export function openDoorClient(address: string): DoorClient {
  let seen: string | undefined
  let token: string | undefined
  // The certificate is the installation's own: what counts is that it stays the same, and that the code was proved over it.
  const connectTls = buildConnector({
    rejectUnauthorized: false,
    minVersion: 'TLSv1.3',
    timeout: CONNECT_MS,
    maxCachedSessions: 0,
  })
  const connect: buildConnector.connector = (options, done) =>
    connectTls(options, (error, socket) => {
      if (error || !socket) return done(error ?? new Error('there is no connection'), null)
      const { raw } = (socket as TLSSocket).getPeerCertificate()
      const shown = raw ? createHash('sha256').update(raw).digest('hex') : ''
      if (shown !== '' && (seen === undefined || seen === shown)) {
        seen = shown
        return done(null, socket)
      }
      socket.destroy()
      done(new OtherCertificate(), null)
    })
  const words = new Agent({ connect, bodyTimeout: SILENT_MS, headersTimeout: 20_000 })
  const pictures = new Agent({ connect, bodyTimeout: 60_000, headersTimeout: 60_000 })
  const bearer = () => (token === undefined ? {} : { authorization: `Bearer ${token}` })
  const origin = `https://${address}`

  const send = async (request: Request): Promise<Response> => {
    const body = request.body ? new Uint8Array(await request.arrayBuffer()) : null
    const answer = await undiciFetch(request.url, {
      method: request.method,
      headers: { ...Object.fromEntries(request.headers), ...bearer() },
      body,
      dispatcher: words,
      redirect: 'error',
      signal: request.signal,
    })
    return asResponse(answer)
  }
  const link = new RPCLink({ url: `${origin}${DOOR_RPC_PREFIX}`, fetch: send })
  return {
    api: createORPCClient(link),
    certificate: () => {
      if (seen === undefined) throw new Error('the host has not answered yet')
      return seen
    },
    showToken: given => {
      token = given
    },
    media: async (recordingId, part, query, request) => {
      const range = request.headers.get('range')
      const url = `${origin}${DOOR_MEDIA_PREFIX}/${encodeURIComponent(recordingId)}/${encodeURIComponent(part)}${query}`
      const answer = await undiciFetch(url, {
        method: request.method,
        headers: { ...bearer(), ...(range !== null && { range }) },
        dispatcher: pictures,
        redirect: 'error',
        signal: request.signal,
      })
      return asResponse(answer, passedOn)
    },
    close: async () => {
      await Promise.all([words.destroy(), pictures.destroy()])
    },
  }
}

/** What a player needs to know of bytes; nothing else of the host's answer reaches a page. */
const passedOn = ['content-type', 'content-length', 'content-range', 'accept-ranges']

type UndiciResponse = Awaited<ReturnType<typeof undiciFetch>>

function asResponse({ status, headers, body }: UndiciResponse, only?: readonly string[]): Response {
  const kept = [...headers].filter(([name]) => only?.includes(name) ?? true)
  const shown = new Headers(kept)
  if (only) shown.set('cache-control', 'private, no-store')
  // The same web stream under the name that Node's own types give it.
  return new Response(body as ReadableStream<Uint8Array> | null, { status, headers: shown })
}

/** Whether something stood in the way that shows another certificate. */
export const sawOtherCertificate = (error: unknown): boolean =>
  error instanceof OtherCertificate || (error instanceof Error && sawOtherCertificate(error.cause))
