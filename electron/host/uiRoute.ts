import { readFile, realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { uiTypeOf } from './contentTypes.ts'
import { contentSecurityPolicy, NONCE_PLACEHOLDER, newNonce } from './securityHeaders.ts'

const absent = () => new Response('There is nothing at this address.', { status: 404 })

async function page(uiDir: string): Promise<Response> {
  const html = await readFile(join(uiDir, 'index.html'), 'utf8')
  const nonce = newNonce()
  return new Response(html.replaceAll(NONCE_PLACEHOLDER, nonce), {
    headers: {
      'Content-Type': uiTypeOf('index.html'),
      'Content-Security-Policy': contentSecurityPolicy(nonce),
      'Cache-Control': 'no-store',
    },
  })
}

/** @returns the bytes of a file of the folder; undefined for anything that is not one, or that leads out of it */
async function assetOf(uiDir: string, path: string): Promise<Buffer<ArrayBuffer> | undefined> {
  try {
    const folder = await realpath(uiDir)
    const file = await realpath(join(folder, path))
    return file.startsWith(folder + sep) ? await readFile(file) : undefined
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') return undefined
    throw error
  }
}

/** The built page and its assets. Addresses without a file ending are screens of the page, which knows them itself. */
export async function uiResponse(uiDir: string, pathname: string): Promise<Response> {
  let path: string
  try {
    path = decodeURIComponent(pathname)
  } catch {
    return absent()
  }
  if (path.includes('\0') || path.includes('\\') || path.split('/').includes('..')) return absent()
  if (!path.startsWith('/assets/'))
    return /\.[a-z0-9]+$/i.test(path) && path !== '/index.html' ? absent() : page(uiDir)
  const bytes = await assetOf(uiDir, path)
  if (!bytes) return absent()
  return new Response(bytes, {
    headers: { 'Content-Type': uiTypeOf(path), 'Cache-Control': 'public, max-age=31536000, immutable' },
  })
}
