import { describe, expect, it } from 'vitest'
import { createApp } from '../../electron/host/app.ts'
import { type RouteRow, routeTable } from '../../electron/host/routeTable.ts'
import { openTestCore } from '../fixtures/openTestCore.ts'
import { openTestHost, type RawRequest, type TestHost } from '../fixtures/openTestHost.ts'

/** A request that the route would answer, were it not for its guard. A new route needs a row here too. */
const examples: Record<RouteRow['name'], (host: TestHost) => RawRequest> = {
  rpc: () => ({
    method: 'POST',
    path: '/rpc/app/info',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  }),
  media: () => ({ path: '/media/recording:none/original' }),
  upload: () => ({ method: 'PUT', path: '/upload?name=lesson.mp4', body: 'bytes' }),
  ui: () => ({ path: '/' }),
}

/** What opens the route, in the place where it is looked for. */
function opened(
  { guard }: RouteRow,
  secret: { token: string; mediaKey: string },
  request: RawRequest,
): RawRequest {
  if (guard === 'token') {
    return { ...request, headers: { ...request.headers, authorization: `Bearer ${secret.token}` } }
  }
  if (guard === 'public') return request
  return {
    ...request,
    path: `${request.path}${request.path.includes('?') ? '&' : '?'}key=${secret.mediaKey}`,
  }
}

const secretsOf = ({ host, core }: TestHost) => ({ token: host.token, mediaKey: core.mediaKey })
const withHeaders = (request: RawRequest, headers: Record<string, string>): RawRequest => ({
  ...request,
  headers: { ...request.headers, ...headers },
})

describe('the route table', () => {
  it('has a row for every route of the app, and every row is a route', async () => {
    const { core } = await openTestCore()
    const app = createApp({ core, token: 't', uiDir: '.', door: () => ({ host: 'h', origin: 'o' }) })
    const [frame, ...routes] = app.routes.map(({ method, path }) => `${method} ${path}`)
    expect(frame).toBe('ALL /*')
    expect(routes).toEqual(
      routeTable.flatMap(({ methods, path }) => methods.map(method => `${method} ${path}`)),
    )
  })

  it('leaves nothing but the page itself public', () => {
    expect(routeTable.filter(({ guard }) => guard === 'public').map(({ name }) => name)).toEqual(['ui'])
  })
})

describe.each(routeTable.map(row => [row.name, row] as const))('the guard of %s', (name, row) => {
  it('opens for who has the secret', async () => {
    const host = await openTestHost()
    const { status } = await host.send(opened(row, secretsOf(host), examples[name](host)))
    // Past the guard, the example media is answered with "no such recording".
    expect(status).toBe({ rpc: 200, media: 404, upload: 201, ui: 200 }[name])
  })

  it.each(['evil.example', 'localhost', '127.0.0.1.evil.example'])(
    'refuses the host name %s',
    async hostName => {
      const host = await openTestHost()
      const request = opened(row, secretsOf(host), examples[name](host))
      const answer = await host.send(withHeaders(request, { host: `${hostName}:${host.host.port}` }))
      expect(answer.status).toBe(421)
    },
  )

  it.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:1' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('refuses a page from elsewhere: %o', async headers => {
    const host = await openTestHost()
    const answer = await host.send(withHeaders(opened(row, secretsOf(host), examples[name](host)), headers))
    expect(answer.status).toBe(403)
    expect(answer.headers['access-control-allow-origin']).toBeUndefined()
  })

  it('lets no path lead out of its place', async () => {
    const host = await openTestHost()
    const start = examples[name](host).path.split('?')[0] ?? ''
    const folder = start.endsWith('/') ? start : `${start}/`
    for (const way of [
      '../../../etc/passwd',
      '%2e%2e/%2e%2e/%2e%2e/etc/passwd',
      '..%2f..%2f..%2fetc%2fpasswd',
      '..%5c..%5cetc',
    ]) {
      const answer = await host.send(
        opened(row, secretsOf(host), { ...examples[name](host), path: folder + way }),
      )
      expect(answer.body.toString()).not.toContain('root:')
      // Nothing, or the page, which stands for every address that no other route has.
      if (answer.status < 400) expect(answer.body.toString()).toContain('csp-nonce')
    }
  })

  it('answers with the headers that every answer has, refused or not', async () => {
    const host = await openTestHost()
    const asked = examples[name](host)
    for (const request of [
      asked,
      opened(row, secretsOf(host), asked),
      withHeaders(asked, { host: 'evil.example' }),
    ]) {
      const { headers } = await host.send(request)
      expect(headers['content-security-policy']).toContain("default-src 'none'")
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['referrer-policy']).toBe('no-referrer')
      expect(headers['cross-origin-opener-policy']).toBe('same-origin')
      expect(headers['cross-origin-resource-policy']).toBe('same-origin')
    }
  })
})

describe.each(routeTable.filter(row => row.guard !== 'public').map(row => [row.name, row] as const))(
  'the secret of %s',
  (name, row) => {
    it('is asked for: none, a wrong one and that of another door leave it shut', async () => {
      const host = await openTestHost()
      const { token, mediaKey } = secretsOf(host)
      const wrong = [
        { token: '', mediaKey: '' },
        { token: 'wrong', mediaKey: 'wrong' },
        { token: `${token}x`, mediaKey: mediaKey.slice(1) },
        { token: mediaKey, mediaKey: token },
      ]
      expect((await host.send(examples[name](host))).status).toBe(401)
      for (const secrets of wrong) {
        expect((await host.send(opened(row, secrets, examples[name](host)))).status).toBe(401)
      }
    })
  },
)

describe('the host', () => {
  it('listens to this machine alone', async () => {
    const { host } = await openTestHost()
    expect(host.url).toBe(`http://127.0.0.1:${host.port}`)
    expect(host.entrance).toBe(`${host.url}/#token=${host.token}`)
  })

  it('answers no method that no row names', async () => {
    const host = await openTestHost()
    const authorization = { authorization: `Bearer ${host.host.token}` }
    for (const method of ['DELETE', 'PATCH', 'OPTIONS']) {
      for (const path of ['/', '/rpc/app/info', '/upload', '/media/recording:x/original']) {
        expect((await host.send({ method, path, headers: authorization })).status).toBe(404)
      }
    }
  })

  it('has a new token and a new media key at every launch', async () => {
    const [one, other] = [await openTestHost(), await openTestHost()]
    expect(one.host.token).not.toBe(other.host.token)
    expect(one.core.mediaKey).not.toBe(other.core.mediaKey)
  })

  it('says so where its port is taken', async () => {
    const { host, core } = await openTestHost()
    const { createHost } = await import('../../electron/host/createHost.ts')
    await expect(createHost({ core, uiDir: '.', port: host.port })).rejects.toMatchObject({
      code: 'input.invalid',
    })
  })
})
