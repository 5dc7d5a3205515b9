import { HeldByHost } from '../core/app/openLibraries.ts'
import type { Globals } from './globals.ts'
import { hostHere, untilAborted } from './hostHere.ts'
import { createOutput } from './output.ts'

export interface ServeOptions {
  readonly port?: number
  /** Undefined: where someone sits before a screen and a terminal. */
  readonly open?: boolean
  /** For a screen that all may look at. */
  readonly readOnly?: boolean
}

/** Whether a browser that is opened here would be seen by anyone. */
export function hasDisplay(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): boolean {
  return platform !== 'linux' || Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY)
}

/** Shows the page in the default browser; where that fails, its address stands printed and can be opened by hand. */
async function openBrowser(entrance: string, note: (sentence: string) => void): Promise<void> {
  const { default: open } = await import('open')
  const failed = (error: Error) =>
    note(`The browser could not be opened (${error.message}). Open the address yourself.`)
  try {
    const child = await open(entrance)
    child.once('error', failed)
  } catch (error) {
    failed(error instanceof Error ? error : new Error(String(error)))
  }
}

/**
 * The loopback door: serves the library to browsers of this machine until it is told to stop. Where another process serves
 * it already, says that address and ends.
 * @returns the exit code
 */
export async function serve(globals: Globals, options: ServeOptions, signal: AbortSignal): Promise<number> {
  const out = createOutput(globals.json)
  const wantsBrowser = options.open ?? (process.stdout.isTTY && hasDisplay(process.platform, process.env))
  const announce = async (url: string, port: number) => {
    out.result({ url, port }, () => `Debrief is at ${url}`)
    if (wantsBrowser) await openBrowser(url, out.note)
  }
  try {
    const here = await hostHere(globals, options.port, options.readOnly)
    try {
      await announce(here.host.entrance, here.host.port)
      await untilAborted(signal)
    } finally {
      await here.close()
    }
  } catch (error) {
    // Who holds it may write, so that its address is not what was asked for.
    if (!(error instanceof HeldByHost) || options.readOnly) throw error
    const { url, token } = error.address
    await announce(`${url}/#token=${token}`, Number(new URL(url).port))
  }
  return 0
}
