import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { NONCE_PLACEHOLDER } from '../../../electron/host/securityHeaders.ts'
import { uiResponse } from '../../../electron/host/uiRoute.ts'
import { temporaryFolder } from '../../fixtures/openTestCore.ts'

async function builtPage(): Promise<string> {
  const parent = await temporaryFolder('ui')
  const uiDir = join(parent, 'renderer')
  await mkdir(join(uiDir, 'assets'), { recursive: true })
  await writeFile(join(uiDir, 'index.html'), `<meta property="csp-nonce" nonce="${NONCE_PLACEHOLDER}">`)
  await writeFile(join(uiDir, 'assets', 'app-1a2b.js'), 'export {}')
  await writeFile(join(parent, 'secret.txt'), 'secret')
  await symlink(join(parent, 'secret.txt'), join(uiDir, 'assets', 'link.txt'))
  return uiDir
}

const nonceOf = (html: string) => /nonce="([^"]+)"/.exec(html)?.[1]

describe('uiResponse', () => {
  it('gives each answer a nonce of its own, in the page and in its policy', async () => {
    const uiDir = await builtPage()
    const [one, other] = [await uiResponse(uiDir, '/'), await uiResponse(uiDir, '/')]
    const nonce = nonceOf(await one.text())
    expect(nonce).toMatch(/^[\w-]{20,}$/)
    expect(one.headers.get('content-security-policy')).toContain(`style-src 'self' 'nonce-${nonce}'`)
    expect(nonceOf(await other.text())).not.toBe(nonce)
    expect(one.headers.get('cache-control')).toBe('no-store')
  })

  it('serves hashed assets for good, and screens of the page as the page', async () => {
    const uiDir = await builtPage()
    const asset = await uiResponse(uiDir, '/assets/app-1a2b.js')
    expect(asset.headers.get('content-type')).toContain('text/javascript')
    expect(asset.headers.get('cache-control')).toContain('immutable')
    expect((await uiResponse(uiDir, '/lesson/lesson:01ABC')).headers.get('content-type')).toContain(
      'text/html',
    )
  })

  it.each([
    '/assets/../index.html.map',
    '/assets/../../secret.txt',
    '/assets/%2e%2e/%2e%2e/secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/assets/link.txt',
    '/assets/%00',
    '/assets/%E0%A4%A',
    '/assets/',
    '/assets/none.js',
    '/secret.txt',
    '/favicon.ico',
  ])('finds nothing at %s', async path => {
    const response = await uiResponse(await builtPage(), path)
    expect(response.status).toBe(404)
    expect(await response.text()).not.toContain('secret')
  })
})
